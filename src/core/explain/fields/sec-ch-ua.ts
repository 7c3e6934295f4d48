// Sec-CH-UA (User-Agent Client Hints).
import { parameterOf, write } from '../../http/structured-fields.ts';
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const secChUa: FieldRule = field({
  name: 'Sec-CH-UA',
  specs: [document('UA Client Hints', 'sec-ch-ua', 'https://wicg.github.io/ua-client-hints/#sec-ch-ua')],
  where: ['request'],
  shape: 'structured-list',
  standing: 'common',
  summary: say`The browser's brands and major versions, with a made-up one among them so that servers do not rely on a fixed list.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Sec-CH-UA'),
  tell: (brands) => {
    const real = brands.filter((b) => !/not.?.?a.?brand/i.test(write(b)));
    const words = real.map((b) => {
      const version = parameterOf(b, 'v');
      return `${write(b)}${version === undefined ? '' : ` ${write(version)}`}`;
    });
    return real.length === 0 ? undefined : { title: say`Says it is ${text(shown(words.join(', '), 60))}` };
  },
});
