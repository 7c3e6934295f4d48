// DAV (RFC 4918 section 10.1).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const dav: FieldRule = field({
  name: 'DAV',
  specs: [rfc(4918, '10.1')],
  where: ['response', 'request'],
  shape: 'list',
  summary: say`The classes of WebDAV that the resource supports: 1 the basics, 2 locks, 3 the revised standard, and names of extensions.`,
  read: anything,
  tell: (value) => ({ title: say`Speaks WebDAV, classes ${shown(value, 50)}` }),
});
