// Origin (Fetch section 3.2, RFC 6454). What the response makes of it is told in cors/.
import { say } from '../../text/prose.ts';
import { fetchStandard, rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const origin: FieldRule = field({
  name: 'Origin',
  specs: [fetchStandard('origin-header'), rfc(6454, '7')],
  where: ['request'],
  shape: 'single',
  summary: say`Scheme, host and port of the page that makes the request; browsers set it, and pages cannot change it.`,
  values: { 'https://app.example.com': 'a page of that origin', null: 'an opaque origin: sandbox, file' },
  remarks: ['not-an-origin'],
  read: (value) => {
    const url = URL.parse(value);
    if (value === 'null' || (url !== null && value === `${url.protocol}//${url.host}`)) return anything(value);
    return {
      remarks: [
        {
          id: 'not-an-origin',
          level: 'warning',
          title: say`${shown(value, 40)} is not an origin`,
          detail: say`An origin is scheme, host and, unless it is the default one, port: ${'https://example.com:8443'}. No path, no slash at the end, host in lower case. Servers compare it as text, so anything else matches nothing.`,
        },
      ],
    };
  },
  tell: (value) =>
    value === 'null'
      ? { title: say`From a page without an origin of its own (sandbox, local file, redirect)` }
      : {
          title: say`As if from a page of ${shown(value, 56)}`,
          detail: say`Outside of a browser anybody can write any origin: it proves nothing to the server.`,
        },
});
