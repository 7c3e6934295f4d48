// Accept-Post (W3C Linked Data Platform 1.0 section 7.1).
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { mediaTypes, typesIn } from './engine/media-types.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const acceptPost: FieldRule = field({
  name: 'Accept-Post',
  specs: [document('Linked Data Platform', '7.1', 'https://www.w3.org/TR/ldp/#header-accept-post')],
  where: ['response'],
  shape: 'list',
  summary: say`The media types that this resource takes with POST.`,
  remarks: ['not-a-media-type'],
  read: (value) => mediaTypes(value, 'Accept-Post'),
  tell: (types) => ({ title: say`POST takes ${text(typesIn(types))} here` }),
});
