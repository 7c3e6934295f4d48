// Reporting-Endpoints (W3C Reporting API).
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { safeReference } from '../view.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, structuredDictionary } from './engine/shapes.ts';

export const reportingEndpoints: FieldRule = field({
  name: 'Reporting-Endpoints',
  specs: [document('Reporting API', 'header', 'https://www.w3.org/TR/reporting-1/#header')],
  where: ['response'],
  shape: 'dictionary',
  summary: say`Names and URLs to which browsers send reports of violations, crashes and deprecations of this page.`,
  remarks: ['not-structured', 'not-https'],
  read: (value) => structuredDictionary(value, 'Reporting-Endpoints'),
  tell: (entries) => ({
    basis: 'browser',
    title: say`Browsers send reports to ${shown(entries.map((e) => e.key).join(', '), 44)}`,
    detail: say`The endpoints: ${shown(entries.map((e) => `${e.key} is ${safeReference(write(e.member).replaceAll('"', ''))}`).join(', '), 160)}.`,
  }),
  check: (entries) => {
    const plain = entries.find((e) => write(e.member).startsWith('http:'));
    return when(plain !== undefined, {
      id: 'not-https',
      level: 'warning',
      span: plain?.range,
      basis: 'browser',
      title: say`The endpoint ${shown(plain?.key ?? '', 24)} is not HTTPS: browsers ignore it`,
      detail: say`Reports can hold URLs and more, so they are sent only over a secure connection.`,
    });
  },
});
