// SOAPAction (SOAP 1.1 section 6.1.1).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const soapaction: FieldRule = field({
  name: 'SOAPAction',
  specs: [document('SOAP 1.1', '6.1.1', 'https://www.w3.org/TR/2000/NOTE-SOAP-20000508/#_Toc478383528')],
  where: ['request'],
  shape: 'single',
  summary: say`SOAP 1.1: the operation that the request is about. SOAP 1.2 puts it into the ${'action'} parameter of the media type.`,
  remarks: ['unquoted'],
  read: (value) => ({
    parsed: value.replaceAll('"', ''),
    remarks: when(value !== '' && !/^".*"$/.test(value), {
      id: 'unquoted',
      level: 'warning',
      title: say`${'SOAPAction'} stands in double quotes`,
      detail: say`Some services compare the whole value with its quotes and answer with a fault otherwise.`,
    }),
  }),
  tell: (action) =>
    action === '' ? { title: say`The URL alone says which operation is meant` } : { title: say`Calls the operation ${shown(action, 56)}` },
});
