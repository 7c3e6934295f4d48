// What is to be said of a Content-Security-Policy, enforced or only reporting.
import { type Prose, say, text } from '../../../text/prose.ts';
import { document } from '../../spec.ts';
import { type CspDirective, DIRECTIVES, GONE, parsePolicy, policiesIn, sourcesFor } from './csp.ts';
import { type Reading, type Remark, type Told, when } from './rule.ts';
import { shown } from './shapes.ts';
import { meant } from './slip.ts';

export const csp = (section: string) => document('CSP Level 3', section, `https://www.w3.org/TR/CSP3/#${section}`);

export const POLICY_REMARKS = [
  'repeated-directive',
  'unknown-directive',
  'gone-directive',
  'unsafe-inline',
  'inline-fallback',
  'unsafe-eval',
  'wildcard-script',
  'unquoted-keyword',
  'none-beside-others',
  'several-policies',
  'report-uri',
  'empty',
] as const;
export type PolicyRemark = (typeof POLICY_REMARKS)[number];

export function readPolicy(value: string): Reading<readonly CspDirective[], PolicyRemark> {
  const parsed = parsePolicy(value);
  return {
    parsed,
    remarks: [
      ...when(parsed.length === 0, {
        id: 'empty',
        level: 'info',
        title: say`The policy is empty: it restricts nothing`,
        detail: say`A policy without directives is the same as none.`,
      }),
      ...several(value),
    ],
  };
}

/** Where the first has no semicolon, the comma was probably meant as one. */
function several(value: string): readonly Remark<PolicyRemark>[] {
  const policies = policiesIn(value);
  return when(policies.length > 1, {
    id: 'several-policies',
    level: policies[0]?.text.includes(';') === true ? 'info' : 'warning',
    span: policies[1]?.range,
    basis: 'browser',
    title: say`A comma ends the policy: here stand ${String(policies.length)}, and each of them must allow`,
    detail: say`Directives of one policy are separated by semicolons. A comma begins another policy, which can only tighten the first. Proxies join several fields like this; written by hand it is usually a slip.`,
    specs: [csp('multiple-policies')],
  });
}

export function tellPolicy(policy: readonly CspDirective[], reportOnly: boolean): Told | undefined {
  if (policy.length === 0) return undefined;
  const verb = reportOnly ? 'would be reported' : 'are blocked';
  return {
    basis: 'browser',
    title: scripts(policy, reportOnly),
    detail: say`A browser that knows the policy loads for this page only what its directives allow; violations ${text(verb)}. Directives here: ${shown(policy.map((d) => d.name).join(', '), 100)}.${framedBy(policy)}`,
  };
}

function framedBy(policy: readonly CspDirective[]): Prose {
  const found = policy.find((d) => d.name === 'frame-ancestors' && !d.ignored);
  if (found === undefined) return [];
  if (found.values.length === 0 || (found.values.length === 1 && found.values[0]?.toLowerCase() === "'none'"))
    return say` ${'frame-ancestors'}: no page may show this one in a frame.`;
  return say` ${'frame-ancestors'}: only pages of ${shown(found.values.join(' '), 60)} may show this one in a frame.`;
}

function scripts(policy: readonly CspDirective[], reportOnly: boolean): Prose {
  const found = sourcesFor(policy, 'script-src');
  const mode = reportOnly ? 'Reports, blocks nothing' : 'Policy';
  if (found === undefined) return say`${text(mode)}: scripts are not restricted, only ${shown(policy.map((d) => d.name).join(', '), 44)}`;
  const values = found.values.map((v) => v.toLowerCase());
  if (values.length === 0 || (values.length === 1 && values[0] === "'none'")) return say`${text(mode)}: the page may run no scripts at all`;
  const words = values
    .filter((v) => v !== "'none'")
    .slice(0, 4)
    .map((v) => (v.startsWith("'nonce-") ? "'nonce-…'" : v.startsWith("'sha") ? "'sha…'" : v));
  return say`${text(mode)}: scripts only from ${shown(words.join(' '), 44)}${text(values.length > 4 ? ' …' : '')}`;
}

const trusts = (values: readonly string[]): boolean => values.some((v) => /^'(?:nonce-|sha(?:256|384|512)-|strict-dynamic')/i.test(v));

export function checkPolicy(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  return [
    ...repeated(policy),
    ...names(policy),
    ...inline(policy),
    ...wide(policy),
    ...unquoted(policy),
    ...none(policy),
    ...reportUri(policy),
  ];
}

function repeated(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const second = policy.find((d) => d.ignored);
  if (second === undefined) return [];
  return [
    {
      id: 'repeated-directive',
      level: 'warning',
      span: second.range,
      basis: 'browser',
      title: say`The second ${shown(second.name, 24)} is ignored: only the first counts`,
      detail: say`Browsers drop a duplicate directive within one policy, whatever it says. Merge the sources into one directive.`,
      specs: [csp('parse-serialized-policy')],
    },
  ];
}

function names(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const unknown = policy.find((d) => !DIRECTIVES.includes(d.name));
  const gone = policy.find((d) => GONE.includes(d.name));
  return [
    ...(unknown === undefined
      ? []
      : when(true, {
          id: 'unknown-directive',
          level: 'warning',
          span: unknown.range,
          basis: 'browser',
          title: say`${shown(unknown.name, 30)} is not a directive of a Content-Security-Policy`,
          detail: say`Browsers ignore it.${meant(unknown.name, DIRECTIVES) === undefined ? text(' Perhaps the name is misspelled.') : say` Was ${meant(unknown.name, DIRECTIVES) ?? ''} meant?`}`,
          specs: [csp('csp-directives')],
        })),
    ...(gone === undefined
      ? []
      : when(true, {
          id: 'gone-directive',
          level: 'info',
          span: gone.range,
          basis: 'browser',
          title: say`${gone.name} is no longer looked at by browsers`,
          detail: say`The directive is deprecated or was removed from the specification; it can go.`,
          specs: [csp('csp-directives')],
        })),
  ];
}

function inline(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const found = sourcesFor(policy, 'script-src');
  const values = found?.values.map((v) => v.toLowerCase()) ?? [];
  if (found === undefined || !values.includes("'unsafe-inline'")) return [];
  const fallback = trusts(values);
  return when(true, {
    id: fallback ? 'inline-fallback' : 'unsafe-inline',
    level: fallback ? 'info' : 'warning',
    span: found.range,
    basis: 'browser',
    title: fallback
      ? say`${"'unsafe-inline'"} is ignored beside a nonce or hash: a fallback for older browsers`
      : say`${"'unsafe-inline'"} lets any script run that gets into the page`,
    detail: fallback
      ? say`Browsers that know nonces and hashes go by those and ignore ${"'unsafe-inline'"}; only browsers older than that fall back to it.`
      : say`Most injected scripts (XSS) stand in the page itself, so with this word the policy does not stop them. Use a nonce for each response, or hashes.`,
    specs: [csp('allow-all-inline')],
  });
}

function wide(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const found = sourcesFor(policy, 'script-src');
  const values = found?.values.map((v) => v.toLowerCase()) ?? [];
  const open = values.find((v) => ['*', 'https:', 'http:', 'data:'].includes(v));
  return [
    ...when(found !== undefined && open !== undefined && !values.includes("'strict-dynamic'"), {
      id: 'wildcard-script',
      level: 'warning',
      span: found?.range,
      basis: 'browser',
      title: say`${shown(open ?? '', 10)} allows scripts from nearly everywhere`,
      detail: say`Whoever can add a script element to the page can load its script from a place of their own. Name the hosts, or use nonces.`,
      specs: [csp('directive-script-src')],
    }),
    ...when(values.includes("'unsafe-eval'"), {
      id: 'unsafe-eval',
      level: 'info',
      span: found?.range,
      basis: 'browser',
      title: say`${"'unsafe-eval'"} lets scripts run text as code`,
      detail: say`Some libraries need it for templates. Without it, ${'eval'} and its relatives are closed to an attacker.`,
      specs: [csp('directive-script-src')],
    }),
  ];
}

/** CSP Level 3 section 6.7.2.5: `'none'` counts only when it stands alone. */
function none(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const found = policy.find((d) => d.values.length > 1 && d.values.some((v) => v.toLowerCase() === "'none'"));
  return when(found !== undefined, {
    id: 'none-beside-others',
    level: 'warning',
    span: found?.range,
    basis: 'browser',
    title: say`${"'none'"} is ignored beside other sources of ${shown(found?.name ?? '', 24)}`,
    detail: say`${"'none'"} means nothing at all and counts only when it stands alone. Here the other sources are allowed: remove ${"'none'"}, or them.`,
    specs: [csp('match-url-to-source-list')],
  });
}

function reportUri(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const found = policy.find((d) => d.name === 'report-uri');
  return when(found !== undefined && !policy.some((d) => d.name === 'report-to'), {
    id: 'report-uri',
    level: 'info',
    span: found?.range,
    basis: 'browser',
    title: say`${'report-uri'} is deprecated; ${'report-to'} is its successor`,
    detail: say`Browsers that know ${'report-to'} with ${'Reporting-Endpoints'} prefer it; not all do yet, so for a while both are sent.`,
    specs: [csp('directive-report-uri')],
  });
}

const KEYWORDS = ['self', 'none', 'unsafe-inline', 'unsafe-eval', 'strict-dynamic', 'unsafe-hashes', 'report-sample', 'wasm-unsafe-eval'];

function unquoted(policy: readonly CspDirective[]): readonly Remark<PolicyRemark>[] {
  const bad = policy
    .flatMap((d) => d.values.map((value) => ({ value, range: d.range })))
    .find(({ value }) => KEYWORDS.includes(value.toLowerCase()) || /^(?:nonce|sha(?:256|384|512))-/i.test(value));
  if (bad === undefined) return [];
  return when(true, {
    id: 'unquoted-keyword',
    level: 'warning',
    span: bad.range,
    basis: 'browser',
    title: say`${shown(bad.value.split('-')[0] === 'nonce' ? 'nonce-…' : bad.value, 24)} needs single quotes; without them it is the name of a host`,
    detail: say`Keywords, nonces and hashes stand in single quotes: ${"'self'"}. Unquoted, the word is read as a host name and matches nothing that was meant.`,
    specs: [csp('framework-directive-source-list')],
  });
}
