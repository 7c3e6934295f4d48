// Content-Location (RFC 9110 section 8.7).
import { firstOf } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { urlOf } from '../view.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field, type Told } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const contentLocation: FieldRule = field({
  name: 'Content-Location',
  specs: [rfc(9110, '8.7')],
  where: ['response', 'request'],
  shape: 'single',
  summary: say`A URL of this very representation; unlike ${'Location'} it leads nowhere, it only names what is in the content.`,
  read: anything,
  tell: (reference, { subject, place }) => {
    const base = urlOf(subject.request?.url, subject.request?.fields);
    const url = URL.parse(reference, base) ?? undefined;
    if (place === 'request') return { title: say`The content was got from ${shownReference(reference, 60)}, by the client's account` };
    if (url === undefined) return { title: say`The content is also known as ${shownReference(reference, 60)}` };
    if (base !== undefined && url.href === base.href) return { title: say`The content is the current state of the requested URL` };
    if (!['GET', 'HEAD', undefined].includes(subject.request?.method)) return afterChange(url, reference, subject.response, base);
    return {
      margin: true,
      title: say`This representation has a URL of its own: ${shownReference(reference, 48)}`,
      detail: say`A later GET of that URL would bring this variant alone, for example one language or one format of the requested resource. Nothing is redirected.`,
    };
  },
});

/** RFC 9110 section 8.7: what was made, where `Location` of a `201` says the same; else a report on what was done. */
function afterChange(url: URL, reference: string, response: Subject['response'], base: URL | undefined): Told {
  const location = firstOf(response?.fields ?? [], 'Location');
  const made = response?.status === 201 && location !== undefined && URL.parse(location, base)?.href === url.href;
  return {
    title: made
      ? say`The content is what was created, as it is at ${shownReference(reference, 42)}`
      : say`The content reports on this request; it is also at ${shownReference(reference, 38)}`,
    detail: say`A GET of that URL would bring the same now. Nothing is redirected.`,
  };
}
