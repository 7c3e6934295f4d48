// User-Agent (RFC 9110 section 10.1.5).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const userAgent: FieldRule = field({
  name: 'User-Agent',
  specs: [rfc(9110, '10.1.5')],
  where: ['request'],
  shape: 'single',
  summary: say`The software that makes the request, by its own account; the most significant product first.`,
  read: anything,
  tell: (value) => {
    const real = /(?:Firefox|Edg|OPR|Chrome)\/[\d.]+|Version\/[\d.]+(?=.*Safari)/.exec(value)?.[0];
    return real !== undefined && value.startsWith('Mozilla/')
      ? {
          title: say`Says it is ${shown(real.replace('Version', 'Safari').replace('Edg/', 'Edge/'), 40)}`,
          detail: say`Browsers begin with ${'Mozilla/5.0'} and name each other for the sake of old servers; the true name is near the end.`,
        }
      : { title: say`Says it is ${shown(value, 60)}` };
  },
});
