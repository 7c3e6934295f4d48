// Connection (RFC 9110 section 7.6.1). Whether the connection then lives or dies is told in connection/.
import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { listed } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

/** Fields of the message, not of the connection; `Cache-Control` is the RFC's own example. */
const END_TO_END = new Set([
  'cache-control',
  'content-type',
  'content-length',
  'content-encoding',
  'authorization',
  'cookie',
  'set-cookie',
  'host',
  'date',
  'etag',
  'location',
  'vary',
]);

const OPTIONS = ['close', 'keep-alive'];

export const connection: FieldRule = field({
  name: 'Connection',
  specs: [rfc(9110, '7.6.1')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`Options for this one connection, and the names of fields that are meant only for the next hop.`,
  values: { close: 'end the connection after this exchange', 'keep-alive': 'keep it open (HTTP/1.0)', Upgrade: 'Upgrade is for this hop' },
  remarks: ['not-a-token', 'names-nothing', 'end-to-end'],
  read: (value) => tokens(value, 'Connection'),
  tell: (options) => {
    const names = options.map((o) => o.text.toLowerCase());
    if (names.includes('close')) return { title: say`The sender closes the connection after this exchange` };
    const hop = options.filter((o) => !OPTIONS.includes(o.text.toLowerCase())).map((o) => o.text);
    if (hop.length > 0)
      return {
        title: say`${shown(hop.join(', '), 40)} ${text(hop.length === 1 ? 'is' : 'are')} for this connection only (hop-by-hop)`,
        detail: say`A proxy removes the fields that are named here before it passes the message on.`,
      };
    if (names.includes('keep-alive')) return { title: say`Asks to keep the connection open for further requests` };
    return undefined;
  },
  check: (options, scene) => {
    const idle = options.filter((o) => !OPTIONS.includes(o.text.toLowerCase()) && !has(scene.fields, o.text)).map((o) => o.text);
    const lost = options.find((o) => END_TO_END.has(o.text.toLowerCase()))?.text;
    return idle.length === 0
      ? when(lost !== undefined, {
          id: 'end-to-end',
          level: 'warning',
          title: say`${shown(lost ?? '', 24)} is meant for all recipients, and ${'Connection'} lets the next proxy remove it`,
          detail: say`A sender must not name a field here that is for everybody on the way, or for the other end: the first proxy drops it, and who stands behind never sees it. Take it out of ${'Connection'}.`,
        })
      : [
          {
            id: 'names-nothing',
            level: 'info',
            title: say`${'Connection'} names ${shown(listed(idle), 40)}, which is not in this message`,
            detail: say`An option without a field of that name is allowed, but it has no effect unless the recipient knows it.`,
          },
        ];
  },
});
