// Alt-Svc (RFC 7838 section 3).
import { parameter, parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

interface Alternative {
  readonly protocol: string;
  readonly authority: string;
  readonly seconds: number;
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  h3: 'HTTP/3 (over QUIC)',
  h2: 'HTTP/2',
  'http%2F1.1': 'HTTP/1.1',
  h2c: 'HTTP/2 without TLS',
};

export const altSvc: FieldRule = field({
  name: 'Alt-Svc',
  specs: [rfc(7838, '3')],
  where: ['response'],
  shape: 'list',
  summary: say`Other protocols, hosts or ports where the same origin can be reached; how clients find HTTP/3.`,
  values: { 'h3=":443"; ma=86400': 'HTTP/3 on port 443 for a day', clear: 'forget all alternatives' },
  remarks: ['unreadable', 'unquoted'],
  read: (value) => {
    if (value.trim() === 'clear') return { parsed: [] };
    const found = split(value).map((piece) => {
      const [first, ...rest] = parseParameters(piece.text);
      const ma = Number(parameter(rest, 'ma')?.value ?? 86_400);
      return first?.value === undefined
        ? undefined
        : { protocol: first.name, authority: first.value, seconds: Number.isFinite(ma) ? ma : 86_400 };
    });
    const good: readonly Alternative[] = found.filter((a) => a !== undefined);
    const bare = split(value).find((piece) => /^[^=;"]+=[^";]*:\d+/.test(piece.text));
    if (good.length > 0 && good.length === found.length)
      return {
        parsed: good,
        remarks: when(bare !== undefined, {
          id: 'unquoted',
          level: 'warning',
          span: bare?.range,
          title: say`The authority of an alternative stands in double quotes: ${shown((bare?.text ?? '').replace(/=([^;]*)/, '="$1"'), 36)}`,
          detail: say`Host and port are a quoted string. Clients cannot read the member without the quotes and ignore it.`,
        }),
      };
    return {
      parsed: good.length === 0 ? undefined : good,
      remarks: [
        {
          id: 'unreadable',
          level: 'warning',
          title: say`${'Alt-Svc'} has a member that is no ${'protocol="host:port"'}`,
          detail: say`Each alternative is a protocol name and a quoted authority: ${'h3=":443"; ma=86400'}; the word ${'clear'} alone takes all back. Clients ignore what they cannot read.`,
        },
      ],
    };
  },
  tell: (alternatives) => {
    const first = alternatives[0];
    if (first === undefined) return { margin: true, title: say`Clients are to forget all alternatives of this origin` };
    const names = [...new Set(alternatives.map((a) => PROTOCOLS[a.protocol] ?? shown(a.protocol, 16)))].join(', ');
    return {
      margin: true,
      title: say`Also reachable by ${text(names)} at ${shown(first.authority, 24)}, for ${text(span(first.seconds))}`,
      detail: say`A client may switch its next requests to the alternative and remember it for ${text(span(first.seconds))} (${`ma=${first.seconds}`}). The origin stays the same: the certificate must still be valid for it.`,
    };
  },
});
