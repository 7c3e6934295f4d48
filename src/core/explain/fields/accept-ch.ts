// Accept-CH (RFC 8942 section 3.1).
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const acceptCh: FieldRule = field({
  name: 'Accept-CH',
  specs: [rfc(8942, '3.1')],
  where: ['response'],
  shape: 'structured-list',
  summary: say`The client hints that the server would like to get with later requests.`,
  values: { 'Sec-CH-UA-Platform': 'the operating system', 'Sec-CH-UA-Model': 'the device' },
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Accept-CH'),
  tell: (hints) => ({ basis: 'browser', title: say`Asks browsers to send ${shown(hints.map(write).join(', '), 56)} from now on` }),
});
