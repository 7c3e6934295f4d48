// No-Vary-Search: which query parameters a cache may disregard.
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredDictionary } from './engine/shapes.ts';

export const noVarySearch: FieldRule = field({
  name: 'No-Vary-Search',
  specs: [document('No-Vary-Search draft', '', 'https://datatracker.ietf.org/doc/draft-ietf-httpbis-no-vary-search/')],
  where: ['response'],
  shape: 'dictionary',
  standing: 'common',
  summary: say`Which parts of the query make no difference to the response, so that caches can disregard them.`,
  values: { 'key-order': 'the order of the parameters', 'params=("utm_source")': 'this parameter' },
  remarks: ['not-structured'],
  read: (value) => structuredDictionary(value, 'No-Vary-Search'),
  tell: (entries) => {
    const parameters = entries.find((e) => e.key === 'params')?.member;
    if (parameters?.kind === 'inner-list')
      return { margin: true, title: say`Makes no difference: the parameters ${shown(parameters.items.map(write).join(', '), 44)}` };
    if (parameters !== undefined) return { margin: true, title: say`The query makes no difference to caches` };
    return { margin: true, title: say`The order of the query's parameters makes no difference` };
  },
});
