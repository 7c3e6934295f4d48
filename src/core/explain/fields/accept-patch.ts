// Accept-Patch (RFC 5789 section 3.1).
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { mediaTypes, typesIn } from './engine/media-types.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const acceptPatch: FieldRule = field({
  name: 'Accept-Patch',
  specs: [rfc(5789, '3.1')],
  where: ['response'],
  shape: 'list',
  summary: say`The formats of patch documents that this resource takes with PATCH.`,
  values: { 'application/merge-patch+json': 'JSON merge patch', 'application/json-patch+json': 'JSON patch' },
  remarks: ['not-a-media-type'],
  read: (value) => mediaTypes(value, 'Accept-Patch'),
  tell: (types) => ({ title: say`PATCH takes ${text(typesIn(types))} here` }),
});
