// Content-Security-Policy (CSP Level 3).
import { say } from '../../text/prose.ts';
import { checkPolicy, csp, POLICY_REMARKS, readPolicy, tellPolicy } from './engine/policy.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const contentSecurityPolicy: FieldRule = field({
  name: 'Content-Security-Policy',
  specs: [csp('csp-header')],
  where: ['response'],
  shape: 'list',
  summary: say`What the page may load and run, and from where: a browser blocks everything else, injected scripts above all.`,
  values: {
    "default-src 'self'": 'only from the own origin',
    "default-src 'none'; frame-ancestors 'none'": 'for an API: nothing at all',
    "script-src 'nonce-…' 'strict-dynamic'; object-src 'none'; base-uri 'none'": 'scripts by nonce',
  },
  remarks: POLICY_REMARKS,
  read: readPolicy,
  tell: (policy) => tellPolicy(policy, false),
  check: checkPolicy,
});
