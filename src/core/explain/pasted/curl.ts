// The output of `curl -v`: `>` what was sent, `<` what came, `*` what curl tells, and the body between.
import type { Fields } from '../../http/field.ts';
import { known } from '../read-json.ts';
import type { ConnectionFacts, Hop, RequestFacts, ResponseFacts, Subject, TlsSubject } from '../subject.ts';
import { curlError } from './curl-errors.ts';
import { fieldOf, startLine } from './head.ts';

export const isCurlVerbose = (text: string): boolean =>
  (/^[<>] ?\S/m.test(text) && /^[*<>] /m.test(text) && /^(?:> [A-Z]+ \S+ HTTP\/|< HTTP\/|\* )/m.test(text)) ||
  /^curl: \(\d+\) /m.test(text);

interface Part {
  sent: string[];
  came: string[][];
  body: string[];
  about: string[];
  answering: boolean;
}

export function readCurl(text: string): Subject {
  const parts: Part[] = [];
  let failure: string | undefined;
  let about: string[] = [];
  const last = (): Part => parts.at(-1) ?? begin();
  const begin = (): Part => {
    const part: Part = { sent: [], came: [], body: [], about, answering: false };
    about = [];
    parts.push(part);
    return part;
  };
  for (const line of text.split('\n').map((one) => one.replace(/\r$/, ''))) {
    if (line.startsWith('curl: (')) failure = line;
    else if (line.startsWith('>')) (parts.length === 0 || last().answering ? begin() : last()).sent.push(line.slice(2));
    else if (line.startsWith('<') && (/^< ?$/.test(line) || line.startsWith('< '))) takeAnswer(last(), line.slice(2));
    else if (/^\* /.test(line)) about.push(line.slice(2).trim());
    else if (/^[{}] \[\d+ bytes data\]$/.test(line) || /^\s*%? *Total|^\s*Dload/.test(line) || /^[\s\d.:kKMG-]+$/.test(line)) continue;
    else if (parts.length > 0 && last().answering) last().body.push(line);
  }
  const told = [...parts.flatMap((part) => part.about), ...about];
  return subjectOf(parts, told, curlError(failure, told));
}

function takeAnswer(part: Part, line: string): void {
  if (!part.answering || startLine(line)?.kind === 'response') part.came.push([]);
  part.answering = true;
  part.came.at(-1)?.push(line);
}

function subjectOf(parts: readonly Part[], told: readonly string[], error: Subject['error']): Subject {
  const hops = parts.map((part): Hop & { readonly informational: readonly ResponseFacts[] } => hopOf(part, told));
  const final = hops.at(-1);
  const target = /(?:Could not resolve host: |connect to |Connected to )(\S+)/.exec(told.join('\n'))?.[1];
  return {
    ...known({
      request: final?.request ?? (target === undefined ? undefined : {}),
      response: final?.response,
      error,
      tls: tlsOf(told),
      connection: connectionOf(told),
    }),
    ...(final !== undefined && final.informational.length > 0 && { informational: final.informational }),
    ...(hops.length > 1 && { chain: hops.slice(0, -1).map(({ request, response }) => known({ request, response })) }),
    context: {},
  };
}

function hopOf(part: Part, told: readonly string[]): Hop & { readonly informational: readonly ResponseFacts[] } {
  const heads = part.came.map(responseOf).filter((head) => head !== undefined);
  const final = heads.findLast((head) => (head.status ?? 0) >= 200 || head.status === 101);
  const body = part.body.join('\n').replace(/\n$/, '');
  const coded = final?.fields?.some(([name]) => name.toLowerCase() === 'content-encoding') === true;
  const length = Number(final?.fields?.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? Number.NaN);
  const response =
    final &&
    (body === '' || coded
      ? final
      : { ...final, content: new TextEncoder().encode(body), ...(Number.isNaN(length) ? {} : { contentLength: length }) });
  return { ...known({ request: requestOf(part, told), response }), informational: heads.filter((head) => head !== final) };
}

const fieldsOf = (lines: readonly string[]): Fields =>
  lines.flatMap((line) => (line === '' ? [] : [fieldOf(line) ?? ([line, ''] as const)]));

function requestOf(part: Part, told: readonly string[]): RequestFacts | undefined {
  const start = startLine(part.sent[0] ?? '');
  if (start?.kind !== 'request') return undefined;
  const fields = fieldsOf(part.sent.slice(1));
  const host = fields.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const near = [...told].join('\n');
  const secure = /SSL connection using|ALPN: |HTTP\/2\] \[\d+\] OPENED stream for https/.test(near);
  const url =
    /^[a-z]+:\/\//i.test(start.target) || host === undefined || start.target === '*'
      ? start.target
      : `${secure ? 'https' : 'http'}://${host}${start.target}`;
  return known({ method: start.method, url, version: start.version, fields });
}

function responseOf(lines: readonly string[]): ResponseFacts | undefined {
  const start = startLine(lines[0] ?? '');
  if (start?.kind !== 'response') return undefined;
  return { version: start.version, status: start.status, reason: start.reason, fields: fieldsOf(lines.slice(1)) };
}

const match = (told: readonly string[], pattern: RegExp): RegExpExecArray | undefined => {
  for (const line of told) {
    const found = pattern.exec(line);
    if (found !== null) return found;
  }
  return undefined;
};

function tlsOf(told: readonly string[]): TlsSubject | undefined {
  const used = match(told, /^SSL connection using (\S+) \/ (\S+)/);
  if (used === undefined) return undefined;
  const certificate = known({
    subject: match(told, /^\s*subject: (.*)$/)?.[1],
    issuer: match(told, /^\s*issuer: (.*)$/)?.[1],
    validFrom: match(told, /^\s*start date: (.*)$/)?.[1],
    validTo: match(told, /^\s*expire date: (.*)$/)?.[1],
  });
  return {
    ...known({
      protocol: used[1],
      cipher: used[2],
      authorized:
        match(told, /SSL certificate verif(?:y|ication) (?:ok|result: 0)|SSL certificate verified/i) === undefined ? undefined : true,
    }),
    ...(Object.keys(certificate).length > 0 && { chain: [certificate] }),
  };
}

function connectionOf(told: readonly string[]): ConnectionFacts | undefined {
  const old =
    match(told, /^Connected to \S+ \(([^)\s]+)\) port (\d+)/) ?? match(told, /^Established connection to \S+ \((\S+) port (\d+)\)/);
  const reused = match(told, /^Re-using existing .*connection/i) !== undefined;
  if (old === undefined && !reused) return undefined;
  return known({ remoteAddress: old?.[1], remotePort: old === undefined ? undefined : Number(old[2]), reused: reused ? true : undefined });
}
