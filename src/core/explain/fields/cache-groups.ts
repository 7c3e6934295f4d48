// Cache-Groups (RFC 9875).
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const cacheGroups: FieldRule = field({
  name: 'Cache-Groups',
  specs: [rfc(9875, '2')],
  where: ['response'],
  shape: 'structured-list',
  summary: say`Names of groups that this response belongs to, so that caches can invalidate a whole group at once.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Cache-Groups'),
  tell: (groups) => ({ title: say`Stored in the cache groups ${shown(groups.map(write).join(', '), 50)}` }),
});
