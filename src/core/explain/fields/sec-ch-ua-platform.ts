// Sec-CH-UA-Platform (User-Agent Client Hints).
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredItem } from './engine/shapes.ts';

export const secChUaPlatform: FieldRule = field({
  name: 'Sec-CH-UA-Platform',
  specs: [document('UA Client Hints', 'sec-ch-ua-platform', 'https://wicg.github.io/ua-client-hints/#sec-ch-ua-platform')],
  where: ['request'],
  shape: 'item',
  standing: 'common',
  summary: say`The operating system under the browser.`,
  values: { '"Linux"': 'Linux', '"Windows"': 'Windows', '"macOS"': 'macOS', '"Android"': 'Android' },
  remarks: ['not-structured'],
  read: (value) => structuredItem(value, 'Sec-CH-UA-Platform'),
  tell: (item) => ({ title: say`Runs on ${shown(write(item), 30)}` }),
});
