// HTTP2-Settings (RFC 7540 section 3.2.1), obsoleted by RFC 9113.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const http2Settings: FieldRule = field({
  name: 'HTTP2-Settings',
  specs: [rfc(9113, '11.1')],
  where: ['request'],
  shape: 'single',
  standing: 'obsolete',
  summary: say`The first settings of HTTP/2, for the upgrade from HTTP/1.1 that hardly anybody used.`,
  remarks: ['obsolete'],
  read: anything,
  check: () =>
    when(true, {
      id: 'obsolete',
      level: 'info',
      title: say`The upgrade to HTTP/2 by ${'h2c'} is obsolete; most servers ignore it`,
      detail: say`HTTP/2 is negotiated in TLS (ALPN), or begun at once by prior knowledge.`,
      specs: [rfc(9113, '3.1')],
    }),
});
