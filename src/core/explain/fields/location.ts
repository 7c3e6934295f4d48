// Location (RFC 9110 section 10.2.2). What a client does with it is told in redirects/ and statuses/.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { safeUrl, urlOf } from '../view.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const location: FieldRule = field({
  name: 'Location',
  specs: [rfc(9110, '10.2.2')],
  where: ['response'],
  shape: 'single',
  summary: say`The URL that a redirect leads to, or of what was just created.`,
  remarks: ['unreadable', 'no-meaning'],
  read: (value, { subject }) => {
    const base = urlOf(subject.request?.url, subject.request?.fields);
    const url = URL.parse(value, base) ?? (base !== undefined || /^[\w+.-]+:/.test(value) ? undefined : null);
    if (value !== '' && !/\s/.test(value) && url !== undefined) return { parsed: { url, relative: !/^[A-Za-z][\w+.-]*:/.test(value) } };
    return {
      remarks: [
        {
          id: 'unreadable',
          level: 'warning',
          title: /\s/.test(value.trim())
            ? say`${'Location'} holds a space, which a URL cannot: write ${'%20'} for it`
            : say`${'Location'} is not a URL: ${shownReference(value, 40)}`,
          detail: say`Not every client can follow it: browsers mend what they can, others give up. Spaces and characters outside of ASCII have to be percent-encoded.`,
        },
      ],
    };
  },
  tell: ({ url, relative }, { value, subject }) => {
    if (url === null) return { title: say`A reference to be resolved against the request: ${shownReference(value, 36)}` };
    const where = safeUrl(url, 60);
    if (subject.response?.status === 201) return { margin: true, title: say`Created at ${where}` };
    return {
      title: relative ? say`Leads to ${where} (relative)` : say`Leads to ${where}`,
      ...(relative && { detail: say`A relative reference is resolved against the URL of the request.` }),
    };
  },
  check: (_, { subject }) => {
    const status = subject.response?.status;
    if (status === undefined || (status >= 300 && status < 400) || status === 201 || status === 202 || status < 200) return [];
    return [
      {
        id: 'no-meaning',
        level: 'info',
        title: say`${'Location'} has no defined meaning with status ${String(status)}`,
        detail: say`It leads somewhere with 3xx and names the new resource with 201. With other statuses clients ignore it.`,
      },
    ];
  },
});
