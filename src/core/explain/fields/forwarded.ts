// Forwarded (RFC 7239 section 4).
import { parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const forwarded: FieldRule = field({
  name: 'Forwarded',
  specs: [rfc(7239, '4')],
  where: ['request'],
  shape: 'list',
  summary: say`What proxies knew of the connection before them: the client's address, the host it asked for, the scheme.`,
  values: { 'for=192.0.2.60;proto=https;host=example.com': 'one proxy' },
  remarks: ['unreadable', 'unquoted-address'],
  read: (value) => {
    const hops = split(value).map((piece) => parseParameters(piece.text, { offset: piece.range.start }));
    const bad = hops.flat().find((p) => p.value === undefined || p.fault !== undefined);
    const address = bad?.fault === 'value' && /[[:]/.test(bad.value ?? '');
    return {
      parsed: hops,
      remarks:
        bad === undefined
          ? []
          : [
              address
                ? {
                    id: 'unquoted-address',
                    level: 'warning',
                    span: bad.valueRange,
                    title: say`${shown(bad.value ?? '', 30)} needs quotes in ${'Forwarded'}`,
                    detail: say`Colons and brackets are not allowed in a token: write an IPv6 address or a port as ${'for="[2001:db8::1]:8080"'}.`,
                    specs: [rfc(7239, '6')],
                  }
                : {
                    id: 'unreadable',
                    level: 'warning',
                    span: bad.range,
                    title: say`${shown(bad.name, 24)} in ${'Forwarded'} is not ${'name=value'}`,
                    detail: say`Each proxy adds one member made of pairs with semicolons between them: ${'for=192.0.2.60;proto=https'}.`,
                  },
            ],
    };
  },
  tell: (hops) => {
    const first = hops[0]?.find((p) => p.name.toLowerCase() === 'for')?.value;
    const by = counted(hops.length, 'proxy', 'proxies');
    return {
      margin: true,
      title: say`Passed ${text(by)}${first === undefined ? say`` : say`; the client was ${shown(first, 30)}`}`,
      detail: say`Anybody can write this field: believe only what your own proxies added, which is at the end.`,
      specs: [rfc(7239, '8.1')],
    };
  },
});
