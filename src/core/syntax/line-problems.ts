// What can be wrong in a request line, from its tokens as text. `inspect` uses it on what is typed, `resolve` on what has become of it.
import { nearest } from '../text/nearest.ts';
import type { Range } from '../text/range.ts';
import { isKnownMethod, KEYWORDS, METHODS, normalMethod, UNSUPPORTED } from './method.ts';
import type { ProblemCode, Severity } from './problem.ts';
import type { Dialect } from './profile.ts';
import { isVersion } from './request-line.ts';
import { splitTarget } from './target.ts';

export interface LineText {
  readonly method: string | undefined;
  readonly target: string;
  readonly version: string | undefined;
  /** Whether the head has a `Host` field. */
  readonly hasHost: boolean;
  readonly hasAuthorization: boolean;
  readonly defaultScheme: 'http' | 'https';
  readonly dialect: Dialect;
  /** `# @no-auto-encoding`. */
  readonly asTyped: boolean;
}

export interface LineProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly part: 'line' | 'method' | 'target' | 'version';
  /** Of the target, from its first code unit. */
  readonly span?: Range;
  readonly fix?: { readonly title: string; readonly text: string; readonly span?: Range };
}

export function lineProblems(line: LineText): readonly LineProblem[] {
  const found: LineProblem[] = [];
  if (line.version !== undefined && !isVersion(line.version, line.dialect.strictVersions)) found.push(badVersion(line.version));
  if (line.method !== undefined) methodProblems(line.method, found);
  // What another protocol takes for a target is its own affair.
  if (line.target === '' || line.method === undefined || !UNSUPPORTED.has(normalMethod(line.method))) targetProblems(line, found);
  return found;
}

const badVersion = (version: string): LineProblem => ({
  code: 'bad-version',
  severity: 'error',
  part: 'version',
  message: `"${version}" is no version that can be asked for. Expected HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3; leave it out for HTTP/1.1.`,
  fix: { title: 'Change it to HTTP/1.1', text: 'HTTP/1.1' },
});

/** What is wrong with a method that was typed as it is, whatever comes after it. */
export function methodProblems(method: string, found: LineProblem[]): void {
  if (METHODS.has(method)) return;
  if (UNSUPPORTED.has(normalMethod(method))) {
    const message = `${method.toUpperCase()} is another protocol, which Postil does not speak. This request is not sent.`;
    found.push({ code: 'unsupported-protocol', severity: 'warning', part: 'method', message });
  }
  const near = isKnownMethod(method) ? undefined : nearest(method.toUpperCase(), [...METHODS, ...KEYWORDS.keys()]);
  if (near === undefined) return;
  const message = `${method} is no method that Postil knows; it is sent as typed. Did you mean ${near}?`;
  found.push({ code: 'unknown-method', severity: 'warning', part: 'method', message, fix: { title: `Change it to ${near}`, text: near } });
}

function targetProblems(line: LineText, found: LineProblem[]): void {
  const { target } = line;
  const parts = splitTarget(target);
  if (parts.form === 'none') {
    const message = 'A request needs a target: write a URL after the method, as in GET https://example.com/.';
    found.push({ code: 'no-target', severity: 'error', message, part: 'line' });
    return;
  }
  if (parts.form === 'absolute') {
    if (!parts.host) found.push(noHost(`"${target}" has no host. Write it after the scheme, as in http://example.com/.`));
    if (!parts.scheme && !target.startsWith('{{')) found.push(noScheme(line));
  } else if (!line.hasHost) found.push(noHost(`"${target}" does not say where to send it. Write an absolute URL, or add a Host field.`));
  const scheme = parts.scheme && target.slice(parts.scheme.start, parts.scheme.end).toLowerCase();
  if ((scheme === 'ws' || scheme === 'wss') && !opensSocket(line.method)) found.push(notForSockets(line.method ?? '', scheme));
  if (parts.fragment) found.push(fragment(parts.fragment));
  if (parts.userinfo) found.push(...userinfo(line, parts.userinfo, parts.scheme));
  const encoded = illegalIn(
    target,
    parts.fragment ? parts.fragment.start - 1 : target.length,
    parts.path?.start ?? parts.query?.start ?? target.length,
  );
  if (encoded) found.push(targetEncoded(target, encoded, line.asTyped || line.dialect.verbatimTarget));
  const stray = target.includes('%') ? /%(?![0-9A-Fa-f]{2})/.exec(target.replace(/\{\{.*?\}\}/g, (r) => ' '.repeat(r.length))) : null;
  if (stray) found.push(strayPercent(stray.index));
}

const opensSocket = (method: string | undefined): boolean => /^(?:GET|WEBSOCKET)$/.test(normalMethod(method ?? 'GET'));

const notForSockets = (method: string, scheme: string): LineProblem => ({
  code: 'bad-target',
  severity: 'error',
  part: 'target',
  span: { start: 0, end: scheme.length },
  message: `${scheme}: goes to a WebSocket, which ${method} can't open. Write WEBSOCKET in its place, or a URL with ${scheme === 'ws' ? 'http' : 'https'}:.`,
  fix: {
    title: `Change it to ${scheme === 'ws' ? 'http' : 'https'}:`,
    text: scheme === 'ws' ? 'http' : 'https',
    span: { start: 0, end: scheme.length },
  },
});

/** The first run of characters that may not go on the wire as they are, outside of references. */
function illegalIn(target: string, end: number, start: number): Range | undefined {
  if (!ILLEGAL.test(target)) return undefined;
  const shown = target.slice(0, end).replace(/\{\{.*?\}\}/g, (r) => '_'.repeat(r.length));
  const m = ILLEGAL.exec(shown.slice(start));
  return m ? { start: start + m.index, end: start + m.index + m[0].length } : undefined;
}

const ILLEGAL = /(?:[^\x21-\x7e]|["<>\\^{}|`])+/;

const targetEncoded = (target: string, span: Range, asTyped: boolean): LineProblem => ({
  code: 'target-encoded',
  severity: 'hint',
  part: 'target',
  span,
  message: `"${target.slice(span.start, span.end)}" may not stand in a target as it is; ${asTyped ? 'it is sent as typed all the same' : 'its octets are sent percent-encoded'} (RFC 3986 section 2.1).`,
});

const noHost = (message: string): LineProblem => ({ code: 'no-host', severity: 'error', part: 'target', message });

function noScheme({ method, defaultScheme }: LineText): LineProblem {
  const keyword = method?.toUpperCase();
  const isSocket = keyword !== undefined && normalMethod(keyword) === 'WEBSOCKET';
  const secure = defaultScheme === 'https' || keyword === 'WSS';
  const scheme = isSocket ? (secure ? 'wss' : 'ws') : defaultScheme;
  return {
    code: 'no-scheme',
    severity: 'information',
    part: 'target',
    message: `No scheme is written, so ${scheme} is used.`,
    fix: { title: `Write ${scheme}://`, text: `${scheme}://`, span: { start: 0, end: 0 } },
  };
}

const fragment = (span: Range): LineProblem => ({
  code: 'fragment-not-sent',
  severity: 'hint',
  part: 'target',
  span: { start: span.start - 1, end: span.end },
  message: 'A fragment is for the one who reads the answer. It is never sent (RFC 9110 section 7.1).',
});

function userinfo({ target, hasAuthorization, defaultScheme }: LineText, span: Range, scheme: Range | undefined): readonly LineProblem[] {
  const what = hasAuthorization
    ? 'It is not sent, because the request has an Authorization field.'
    : 'It is sent as Authorization: Basic, never in the target or in Host.';
  const found: LineProblem[] = [
    { code: 'userinfo-in-url', severity: 'information', part: 'target', span, message: `User and password stand in the URL. ${what}` },
  ];
  const plain = (scheme ? target.slice(scheme.start, scheme.end) : defaultScheme).toLowerCase();
  const isLocal = /^(?:localhost|127\.|\[::1\])/.test(target.slice(span.end + 1));
  if (!hasAuthorization && !isLocal && (plain === 'http' || plain === 'ws'))
    found.push({
      code: 'credentials-over-http',
      severity: 'warning',
      part: 'target',
      span,
      message: `The password goes over ${plain}: without encryption, readable on the way. Use ${plain}s.`,
    });
  return found;
}

const strayPercent = (at: number): LineProblem => ({
  code: 'stray-percent',
  severity: 'warning',
  part: 'target',
  span: { start: at, end: at + 1 },
  message: 'A % begins an octet in hexadecimal, %41. This one does not; it is sent as typed. Write %25 for a percent sign.',
  fix: { title: 'Change it to %25', text: '%25', span: { start: at, end: at + 1 } },
});
