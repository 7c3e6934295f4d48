// If-None-Match (RFC 9110 section 13.1.2).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { entityTags } from './engine/etags.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const ifNoneMatch: FieldRule = field({
  name: 'If-None-Match',
  specs: [rfc(9110, '13.1.2')],
  where: ['request'],
  shape: 'list',
  summary: say`Send it only if the version is none of these; a GET is answered 304 when it is, other methods 412.`,
  values: { '*': 'only if there is nothing yet' },
  remarks: ['not-an-etag'],
  read: (value) => entityTags(value, 'If-None-Match'),
  tell: (tags, { subject }) => {
    const reading = ['GET', 'HEAD', undefined].includes(subject.request?.method);
    if (tags === '*') return { margin: true, title: say`Only if nothing exists at this URL yet` };
    const list = shown(tags.map((t) => t.text).join(' or '), 36);
    return reading
      ? { margin: true, title: say`Send the content only if it is no longer ${list}` }
      : { margin: true, title: say`Do it only if the version is not ${list}` };
  },
});
