// X-Forwarded-For: custom; Forwarded is the registered one.
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const xForwardedFor: FieldRule = field({
  name: 'X-Forwarded-For',
  specs: [rfc(7239, '7.4')],
  where: ['request'],
  shape: 'list',
  standing: 'common',
  summary: say`The addresses from which proxies got the request: the client first, then each proxy but the last.`,
  read: (value) => ({ parsed: split(value).map((p) => p.text) }),
  tell: (list) =>
    list.length === 0
      ? undefined
      : {
          margin: true,
          title: say`Says that the client is ${shown(list[0] ?? '', 30)}${text(list.length === 1 ? '' : `, by way of ${counted(list.length - 1, 'proxy', 'proxies')}`)}`,
          detail: say`Anybody can write this field. A server may believe only the entries that its own proxies added, counted from the end.`,
        },
});
