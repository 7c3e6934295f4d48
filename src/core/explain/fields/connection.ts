// Connection (RFC 9110 section 7.6.1). Whether the connection then lives or dies is told in connection/.
import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { listed } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

const OPTIONS = ['close', 'keep-alive'];

export const connection: FieldRule = field({
  name: 'Connection',
  specs: [rfc(9110, '7.6.1')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`Options for this one connection, and the names of fields that are meant only for the next hop.`,
  values: { close: 'end the connection after this exchange', 'keep-alive': 'keep it open (HTTP/1.0)', Upgrade: 'Upgrade is for this hop' },
  remarks: ['not-a-token', 'names-nothing'],
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
  check: (options, { fields }) => {
    const idle = options.filter((o) => !OPTIONS.includes(o.text.toLowerCase()) && !has(fields, o.text)).map((o) => o.text);
    return idle.length === 0
      ? []
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
