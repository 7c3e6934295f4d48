// Content-Security-Policy-Report-Only (CSP Level 3).
import { say } from '../../text/prose.ts';
import { csp, readPolicy, tellPolicy } from './engine/policy.ts';
import { type FieldRule, field, when } from './engine/rule.ts';

export const contentSecurityPolicyReportOnly: FieldRule = field({
  name: 'Content-Security-Policy-Report-Only',
  specs: [csp('cspro-header')],
  where: ['response'],
  shape: 'list',
  summary: say`A policy to be tried out: violations are reported, nothing is blocked.`,
  remarks: ['empty', 'nowhere-to-report'],
  read: (value) => {
    const { parsed = [] } = readPolicy(value);
    return {
      parsed,
      remarks: when(parsed.length === 0, {
        id: 'empty',
        level: 'info',
        title: say`The policy is empty: it reports nothing`,
        detail: say`A policy without directives is the same as none.`,
      }),
    };
  },
  tell: (policy) => tellPolicy(policy, true),
  check: (policy) =>
    when(policy.length > 0 && !policy.some((d) => d.name === 'report-uri' || d.name === 'report-to'), {
      id: 'nowhere-to-report',
      level: 'warning',
      basis: 'browser',
      title: say`The policy names no place for its reports`,
      detail: say`Without ${'report-to'} or ${'report-uri'} violations show only in the browser's console, so the trial tells the server nothing.`,
    }),
});
