// Cache-Group-Invalidation (RFC 9875).
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const cacheGroupInvalidation: FieldRule = field({
  name: 'Cache-Group-Invalidation',
  specs: [rfc(9875, '3')],
  where: ['response'],
  shape: 'structured-list',
  summary: say`Tells caches, in the answer to an unsafe request, to drop everything that is stored in these groups.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Cache-Group-Invalidation'),
  tell: (groups) => ({ title: say`Caches should drop the groups ${shown(groups.map(write).join(', '), 50)}` }),
});
