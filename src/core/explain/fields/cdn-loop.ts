// CDN-Loop (RFC 8586).
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const cdnLoop: FieldRule = field({
  name: 'CDN-Loop',
  specs: [rfc(8586, '2')],
  where: ['request'],
  shape: 'list',
  summary: say`Each content delivery network adds its name here, so that a request going in circles is noticed.`,
  remarks: ['loop'],
  read: (value) => ({ parsed: split(value).map((p) => p.text.split(';')[0]?.trim().toLowerCase() ?? '') }),
  tell: (names) => ({ title: say`Passed ${text(counted(names.length, 'CDN'))}: ${shown(names.join(', '), 50)}` }),
  check: (names) => {
    const again = names.find((name, i) => names.indexOf(name) !== i);
    return when(again !== undefined, {
      id: 'loop',
      level: 'warning',
      basis: 'hypothesis',
      title: say`${shown(again ?? '', 30)} has seen this request before: perhaps a loop`,
      detail: say`Two CDNs may point at each other. One that finds its own name should refuse the request.`,
    });
  },
});
