// Referer (RFC 9110 section 10.1.3).
import { isLoopback } from '../../http/cookie-rules.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { safeUrl } from '../view.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field, when } from './engine/rule.ts';

export const referer: FieldRule = field({
  name: 'Referer',
  specs: [rfc(9110, '10.1.3')],
  where: ['request'],
  shape: 'single',
  summary: say`The URL of the page from which the request came; the name is misspelled in the protocol for good.`,
  remarks: ['not-a-url', 'has-secrets', 'to-plain-http'],
  read: (value) => {
    const url = URL.parse(value);
    if (url !== null || value === 'about:blank' || value.startsWith('/')) return { parsed: url };
    return {
      remarks: [
        {
          id: 'not-a-url',
          level: 'info',
          title: say`${'Referer'} is not an absolute URL: ${shownReference(value, 40)}`,
          detail: say`Nearly always it is an absolute URL without fragment, such as ${'https://example.com/page'}; this reads as a relative one.`,
        },
      ],
    };
  },
  tell: (url) => (url === null ? undefined : { title: say`As if from the page ${safeUrl(url, 60)}` }),
  check: (url, { subject }) => [
    ...when(url !== null && (url.hash !== '' || url.username !== ''), {
      id: 'has-secrets',
      level: 'warning',
      title: say`${'Referer'} must not carry a fragment or user information`,
      detail: say`A sender has to cut both off before it names the page, because the other server has no business with them.`,
    }),
    ...when(url?.protocol === 'https:' && inTheClear(subject.request?.url ?? ''), {
      id: 'to-plain-http',
      level: 'warning',
      title: say`A page of ${'https'} must not be named in a request over plain ${'http'}`,
      detail: say`Everybody on the way could read from which page the request comes. Browsers leave the field out here; leave it out too, or ask over ${'https'}.`,
    }),
  ],
});

/** Plain http to another machine. */
function inTheClear(target: string): boolean {
  const url = URL.parse(target);
  return url !== null && url.protocol === 'http:' && !isLoopback(url);
}
