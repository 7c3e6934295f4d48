// X-XSS-Protection: a filter that browsers had for a while.
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const xXssProtection: FieldRule = field({
  name: 'X-XSS-Protection',
  specs: [document('MDN', 'X-XSS-Protection', 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-XSS-Protection')],
  where: ['response'],
  shape: 'single',
  standing: 'obsolete',
  summary: say`Steered a filter against injected scripts that browsers no longer have.`,
  values: { '0': 'switch the old filter off' },
  remarks: ['removed'],
  read: anything,
  tell: (value) =>
    value.trim() === '0' ? { basis: 'browser', title: say`Switches the old filter off, which is the only safe value` } : undefined,
  check: (value) =>
    when(value.trim() !== '0', {
      id: 'removed',
      level: 'info',
      basis: 'browser',
      title: say`No effect: browsers have removed their XSS filters`,
      detail: say`The filter could be turned against the page, so all major browsers removed it. A ${'Content-Security-Policy'} does what was meant. Leave the field out, or send ${'0'}.`,
    }),
});
