// Proxy-Connection: never a standard (RFC 9112 appendix C.2.2 warns of it).
import { say } from '../../text/prose.ts';
import { document, rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const proxyConnection: FieldRule = field({
  name: 'Proxy-Connection',
  specs: [rfc(9110, '7.6.1'), document('RFC 9112', 'C.2.2', 'https://www.rfc-editor.org/rfc/rfc9112.html#appendix-C.2.2')],
  where: ['request'],
  shape: 'single',
  standing: 'obsolete',
  summary: say`An old attempt to ask a proxy for a persistent connection; ${'Connection'} does it.`,
  remarks: ['not-standard'],
  read: anything,
  check: () =>
    when(true, {
      id: 'not-standard',
      level: 'info',
      title: say`${'Proxy-Connection'} was never a standard and should not be sent`,
      detail: say`Old proxies pass it on unread, and then two sides believe different things about the connection. Leave it out.`,
    }),
});
