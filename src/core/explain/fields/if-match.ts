// If-Match (RFC 9110 section 13.1.1).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { entityTags } from './engine/etags.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const ifMatch: FieldRule = field({
  name: 'If-Match',
  specs: [rfc(9110, '13.1.1')],
  where: ['request'],
  shape: 'list',
  summary: say`Do it only if the resource still has one of these versions; else 412. Guards against overwriting somebody's change.`,
  values: { '*': 'any version, so long as there is one' },
  remarks: ['not-an-etag', 'weak'],
  read: (value) => entityTags(value, 'If-Match'),
  tell: (tags) => {
    if (tags === '*') return { margin: true, title: say`Only if the resource exists` };
    const strong = tags.filter((t) => !t.weak).map((t) => t.text);
    return strong.length === 0 ? undefined : { margin: true, title: say`Only if the version is still ${shown(strong.join(' or '), 44)}` };
  },
  check: (tags) => {
    // Where all of them are weak the condition is false as a whole, which conditional/ says.
    const weak = tags === '*' || tags.every((t) => t.weak) ? undefined : tags.find((t) => t.weak);
    if (weak === undefined) return [];
    return [
      {
        id: 'weak',
        level: 'warning',
        span: weak.range,
        title: say`The weak tag ${shown(weak.text, 24)} never matches in ${'If-Match'}`,
        detail: say`${'If-Match'} compares strongly: a tag with ${'W/'} equals nothing, and when no other one matches the answer is 412. Use a strong tag, or ${'If-Unmodified-Since'}.`,
        specs: [rfc(9110, '13.1.1'), rfc(9110, '8.8.3.2')],
      },
    ];
  },
});
