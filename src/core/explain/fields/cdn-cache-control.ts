// CDN-Cache-Control (RFC 9213).

import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { directives } from './engine/cache-directives.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredDictionary } from './engine/shapes.ts';

export const cdnCacheControl: FieldRule = field({
  name: 'CDN-Cache-Control',
  specs: [rfc(9213, '3')],
  where: ['response'],
  shape: 'dictionary',
  summary: say`${'Cache-Control'} for content delivery networks only: they go by this field instead, and other caches ignore it.`,
  values: { 'max-age=3600': 'an hour at the CDN', 'no-store': 'not at the CDN' },
  remarks: ['not-structured'],
  read: (value) => {
    const { remarks = [] } = structuredDictionary(value.toLowerCase(), 'CDN-Cache-Control');
    return { parsed: remarks.length > 0 ? undefined : directives(value), remarks };
  },
  tell: (list) => {
    const age = list.find((d) => d.name === 'max-age' && isDigits(d.value ?? ''));
    return age === undefined
      ? { margin: true, title: say`For the CDN alone: ${shown(list.map((d) => d.name).join(', '), 50)}` }
      : { margin: true, title: say`A CDN may keep this for ${text(span(Number(age.value)))}` };
  },
});
