// Proxy-Status (RFC 9209).
import { parameterOf, write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const proxyStatus: FieldRule = field({
  name: 'Proxy-Status',
  specs: [rfc(9209, '2')],
  where: ['response', 'trailer'],
  shape: 'structured-list',
  summary: say`How proxies and gateways fared with this request, and which error they met.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Proxy-Status'),
  tell: (proxies) =>
    proxies.map((proxy) => {
      const error = parameterOf(proxy, 'error');
      const name = shown(write(proxy), 24);
      return error === undefined
        ? { title: say`Handled by ${name}`, span: proxy.range }
        : {
            margin: true,
            title: say`${name} met an error: ${shown(write(error).replaceAll('_', ' '), 40)}`,
            span: proxy.range,
            detail: say`The response was made by this intermediary, or changed because of the error, and does not come from the origin server as it is.`,
          };
    }),
});
