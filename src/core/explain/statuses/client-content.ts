// 4xx about what was sent: syntax, size, type, fields (RFC 9110 section 15.5, RFC 6585).
import { firstOf } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, contentSize, nameIn, notAsked, type View } from '../view.ts';
import { octets } from '../words.ts';
import type { StatusEntry } from './entry.ts';
import { withoutExpectation } from './unasked.ts';

export const CLIENT_CONTENT: readonly StatusEntry[] = [
  {
    code: 400,
    name: 'Bad Request',
    specs: [rfc(9110, '15.5.1')],
    meaning: say`The server cannot or will not process the request because it takes it for a client's error: malformed syntax, invalid framing, a missing parameter. The same request will fail again.`,
    title: (x) =>
      sentPlain(x)
        ? say`Plain HTTP was sent to an HTTPS port of ${x.host}: use ${'https://'}`
        : say`${x.host} takes this ${x.method ?? 'request'} for a client's mistake`,
    next: (x) =>
      sentPlain(x)
        ? say`The server says that plain HTTP came to a port where it speaks TLS: write ${'https://'} instead of ${'http://'} in the URL.`
        : (contentSize(x.response) ?? 0) > 0
          ? say`Read what the response says about it, and change the request.`
          : say`The response does not say what is wrong. Look at the syntax of the body, at ${'Content-Type'}, at required parameters.`,
  },
  {
    code: 411,
    name: 'Length Required',
    specs: [rfc(9110, '15.5.12'), rfc(9110, '8.6')],
    meaning: say`The server refuses content whose length is not said beforehand: it wants a ${'Content-Length'} field.`,
    title: (x) =>
      /\bchunked\b/i.test(asked(x, 'Transfer-Encoding') ?? '')
        ? say`Sent ${'chunked'}, but ${x.host} wants a ${'Content-Length'}`
        : say`${x.host} wants a ${'Content-Length'}`,
    next: (x) =>
      /\bchunked\b/i.test(asked(x, 'Transfer-Encoding') ?? '')
        ? say`The request says ${'Transfer-Encoding: chunked'}, where the length is only known at the end. Send the same content with ${'Content-Length'} instead.`
        : say`Repeat the request with ${'Content-Length'}: the number of octets of the content, 0 if it is empty. ${'Transfer-Encoding: chunked'} will not do.`,
  },
  {
    code: 413,
    name: 'Content Too Large',
    specs: [rfc(9110, '15.5.14')],
    meaning: say`The content of the request is larger than the server is willing or able to process. It may close the connection in the middle of the upload. Older specifications say Payload Too Large.`,
    title: (x) => {
      const size = contentSize(x.request) ?? Number(firstOf(x.sent, 'Content-Length') ?? Number.NaN);
      return Number.isFinite(size)
        ? say`${text(octets(size))} of content are too large for ${x.host}`
        : say`The content of the request is too large for ${x.host}`;
    },
    next: (x) =>
      answered(x, 'Retry-After') === undefined
        ? say`Send less, in parts, or ask whoever runs the server for a higher limit; proxies in front of it have limits of their own (often 1 MB).`
        : say`${'Retry-After'} says that the limit is temporary.`,
  },
  {
    code: 415,
    name: 'Unsupported Media Type',
    specs: [rfc(9110, '15.5.16')],
    meaning: say`The server does not take content of this format for this method and target: because of ${'Content-Type'}, ${'Content-Encoding'}, or what it found inside.`,
    title: (x) => {
      const type = asked(x, 'Content-Type');
      const coding = answered(x, 'Accept-Encoding') === undefined ? undefined : asked(x, 'Content-Encoding');
      if (coding !== undefined) return say`The server does not take content that is coded with ${escaped(coding, 24)}`;
      return type === undefined
        ? say`The server does not take content without a known type`
        : say`The server does not take ${escaped(type, 40)} here`;
    },
    next: unsupported,
    check: checkAccepted,
  },
  {
    code: 417,
    name: 'Expectation Failed',
    specs: [rfc(9110, '15.5.18'), rfc(9110, '10.1.1')],
    meaning: say`The server, or a proxy on the way, cannot meet what the ${'Expect'} field of the request demands. The only expectation that exists is ${'100-continue'}.`,
    title: (x) => {
      const expect = asked(x, 'Expect');
      return expect === undefined ? say`An expectation of the request was not met` : say`${`Expect: ${escaped(expect, 30)}`} cannot be met`;
    },
    next: (x) => (notAsked(x, 'Expect') ? [] : say`Repeat the request without ${'Expect'}.`),
    check: withoutExpectation,
  },
  {
    code: 422,
    name: 'Unprocessable Content',
    specs: [rfc(9110, '15.5.21')],
    meaning: say`The content was understood and its syntax is correct, but the instructions in it cannot be carried out: values that are not valid, fields that contradict each other. ${'400'} would mean bad syntax, ${'415'} a wrong type.`,
    title: (x) => say`Well-formed, but its values are not valid for ${x.path}`,
    next: (x) =>
      (contentSize(x.response) ?? 0) > 0
        ? say`The content of the response usually names the offending members. Mend their values; the same request will fail again.`
        : say`The response does not say which value is meant; compare the content with the API's schema.`,
  },
  {
    code: 431,
    name: 'Request Header Fields Too Large',
    specs: [rfc(6585, '5')],
    meaning: say`The header fields of the request, all together or a single one, are larger than the server is willing to read. The usual culprit is ${'Cookie'}.`,
    title: (x) => {
      const [name, size] = largest(x);
      return name === undefined
        ? say`The header section is too large for ${x.host}`
        : say`Header too large for ${x.host}; the biggest field is ${escaped(name, 20)} (${text(octets(size))})`;
    },
    next: (x) => {
      const [name] = largest(x);
      return name?.toLowerCase() === 'cookie'
        ? say`Delete cookies of this site, or have it set fewer and smaller ones, then try again. Servers usually read 8 to 16 kB.`
        : say`Make the fields smaller and try again. Servers usually read 8 to 16 kB of header fields; a ${'Cookie'} that grows with every answer is the most common reason.`;
    },
  },
];

function unsupported(x: View): ReturnType<typeof say> {
  const coding = asked(x, 'Content-Encoding');
  if (coding !== undefined && answered(x, 'Accept-Encoding') !== undefined)
    return say`The response names content codings in ${'Accept-Encoding'}, so it is ${`Content-Encoding: ${escaped(coding, 20)}`} that it does not take.`;
  if (notAsked(x, 'Content-Type') && (contentSize(x.request) ?? 0) > 0)
    return say`The request has content but no ${'Content-Type'}: add one, for example ${'application/json'}.`;
  return say`Send another format, or set ${'Content-Type'} to what the content really is; the API's documentation says what is taken.`;
}

/** What the server says it would take (RFC 9110 section 12.5.1, RFC 5789 section 3.1). */
function checkAccepted(x: View): readonly Annotation[] {
  return ['Accept', 'Accept-Post', 'Accept-Patch', 'Accept-Encoding'].flatMap((name) => {
    const value = answered(x, name);
    if (value === undefined) return [];
    return [
      info('status/415/accepted', at.field('response', nameIn(x.got, name)), {
        title: say`The server would take ${escaped(value, 50)}`,
        detail: say`In a ${'415'} this field says what a request may send here: ${escaped(value, 200)}.`,
        specs: [name === 'Accept-Patch' ? rfc(5789, '3.1') : name === 'Accept-Encoding' ? rfc(9110, '12.5.3') : rfc(9110, '15.5.16')],
        basis: 'computed',
      }),
    ];
  });
}

/** The name of the fields that take most of the request's header section, and their octets. */
function largest(x: View): readonly [name: string | undefined, size: number] {
  const sizes = new Map<string, number>();
  for (const [name, value] of x.sent) sizes.set(name, (sizes.get(name) ?? 0) + name.length + value.length + 4);
  return [...sizes].sort((a, b) => b[1] - a[1])[0] ?? [undefined, 0];
}

/** What nginx, Go and Apache say to plain HTTP on a port of theirs that speaks TLS. */
const PLAIN_TO_TLS = /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled/i;

const sentPlain = ({ response }: View): boolean =>
  response?.content !== undefined && response.content.length < 4000 && PLAIN_TO_TLS.test(new TextDecoder().decode(response.content));
