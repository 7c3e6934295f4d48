// X-HTTP-Method-Override: custom.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xHttpMethodOverride: FieldRule = field({
  name: 'X-HTTP-Method-Override',
  specs: [],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  summary: say`Asks the server to treat a POST as another method, for clients and firewalls that know only GET and POST.`,
  values: { PUT: 'treat as PUT', PATCH: 'treat as PATCH', DELETE: 'treat as DELETE' },
  remarks: ['on-get'],
  read: anything,
  tell: (method, { subject }) => ({
    margin: true,
    title: say`To be treated as ${shown(method, 16)} instead of ${subject.request?.method ?? 'POST'}, by servers that know the field`,
  }),
  check: (_, { subject }) =>
    when(subject.request?.method === 'GET' || subject.request?.method === 'HEAD', {
      id: 'on-get',
      level: 'warning',
      title: say`On ${subject.request?.method ?? ''} this is dangerous: caches and prefetching take it for safe`,
      detail: say`Everything between here and the server believes that nothing is changed, and may repeat the request at will. Use POST, or better the real method.`,
      specs: [rfc(9110, '9.2.1')],
    }),
});
