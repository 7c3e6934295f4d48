// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header).
import { parseItem, write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

export const idempotencyKey: FieldRule = field({
  name: 'Idempotency-Key',
  specs: [document('Idempotency-Key draft', '2', 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/')],
  where: ['request'],
  shape: 'item',
  standing: 'common',
  summary: say`Names one operation, so that a server can recognise a repeated POST or PATCH and not act twice.`,
  values: { '"{{$uuid}}"': 'a new one for each operation' },
  remarks: ['needless'],
  read: (value) => {
    const item = parseItem(value);
    return { parsed: item.ok ? write(item.value) : value };
  },
  tell: (key, { subject }) =>
    IDEMPOTENT.includes(subject.request?.method ?? '')
      ? undefined
      : {
          margin: true,
          title: say`Repeating this with the same key will not act twice`,
          detail: say`The server keeps ${shown(key, 44)} with its answer for a while, and gives the same answer to a repetition. Use a new key for each new operation.`,
        },
  check: (_, { subject }) =>
    when(IDEMPOTENT.includes(subject.request?.method ?? ''), {
      id: 'needless',
      level: 'info',
      title: say`${subject.request?.method ?? ''} is idempotent by itself; the key adds nothing`,
      detail: say`Repeating such a request has the same effect as sending it once. The key is for POST and PATCH.`,
    }),
});
