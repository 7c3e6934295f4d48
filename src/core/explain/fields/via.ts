// Via (RFC 9110 section 7.6.3).
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const via: FieldRule = field({
  name: 'Via',
  specs: [rfc(9110, '7.6.3')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`The proxies and gateways that passed the message on, the nearest last, each with the protocol version it received.`,
  remarks: ['unreadable'],
  read: (value) => {
    const hops = split(value).map((piece) => ({ piece, parts: piece.text.split(/\s+/) }));
    const bad = hops.find(({ parts }) => parts.length < 2);
    return {
      parsed: hops.map(({ parts }) => ({ protocol: parts[0] ?? '', by: parts[1] ?? parts[0] ?? '' })),
      remarks:
        bad === undefined
          ? []
          : [
              {
                id: 'unreadable',
                level: 'info',
                span: bad.piece.range,
                title: say`${shown(bad.piece.text, 30)} in ${'Via'} lacks a protocol version or a name`,
                detail: say`Each member is the received version and who received it: ${'1.1 proxy.example.com'}.`,
              },
            ],
    };
  },
  tell: (hops) => ({
    margin: true,
    title: say`Passed ${text(counted(hops.length, 'intermediary', 'intermediaries'))}: ${shown(hops.map((h) => h.by).join(', '), 44)}`,
    detail: say`Each proxy or gateway adds itself at the end. The number before a name is the HTTP version in which it received the message (${shown(hops.map((h) => h.protocol).join(', '), 24)}).`,
  }),
});
