// How the characters of a target go over the wire (RFC 3986 section 2, RFC 9112 section 3).
import { say, text } from '../../text/prose.ts';
import { requestUrl as AT } from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import { listed } from '../words.ts';

/** Characters that may not stand in a target as they are: they are encoded on the way out. */
export function encodingNotes(written: string, url: URL): readonly Annotation[] {
  const start = written.startsWith('/') ? 0 : (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(written)?.[0].length ?? 0);
  const target = written.slice(start).replace(/#.*$/s, '');
  const odd = [...new Set(target.match(/[^\x21-\x7e]|["<>\\^`{|}]/gu) ?? [])].filter((c) => !/[{}]/.test(c) || !/\{\{/.test(target));
  const found: Annotation[] = [];
  if (odd.length > 0)
    found.push(
      info('request/url/encoded', AT, {
        title: say`${text(listed(odd.slice(0, 4).map((c) => (c === ' ' ? 'a space' : escaped(c)))))} in the target ${text(odd.length === 1 ? 'goes' : 'go')} out percent-encoded${odd.length === 1 ? say`, as ${encodeURIComponent((odd[0] ?? '').toWellFormed())}` : []}`,
        detail: say`A target holds only some ASCII characters. The others are sent as the octets of their UTF-8 form: ${escaped(url.pathname, 60)}. A server decodes them again.`,
        specs: [rfc(3986, '2.1'), rfc(9112, '3.2')],
        basis: 'computed',
      }),
    );
  const bad = /%(?![0-9a-f]{2}).{0,2}/i.exec(target)?.[0];
  if (bad !== undefined)
    found.push(
      warning('request/url/percent', AT, {
        title: say`${escaped(bad, 6)} in the target is no percent-encoding`,
        detail: say`After ${'%'} two hexadecimal digits must follow. A percent sign itself is written ${'%25'}. Servers read such targets differently, some answer ${'400'}.`,
        specs: [rfc(3986, '2.1')],
      }),
    );
  const twice = /%25[0-9a-f]{2}/i.exec(target)?.[0];
  if (twice !== undefined)
    found.push(
      info('request/url/encoded-twice', AT, {
        title: say`${twice} looks encoded twice: the server will see ${`%${twice.slice(3)}`}`,
        detail: say`${'%25'} is the percent sign itself, so decoding once leaves ${`%${twice.slice(3)}`}. If the value was encoded already, do not encode it again.`,
        specs: [rfc(3986, '2.4')],
        basis: 'hypothesis',
      }),
    );
  if (written.length > 8000)
    found.push(
      warning('request/url/long', AT, {
        title: say`The URL has ${text(octetCount(written.length))}: many servers stop at 8,000`,
        detail: say`Servers should take request lines of at least 8,000 octets; longer ones are often answered with ${'414'}. Send the data as content.`,
        specs: [rfc(9112, '3')],
      }),
    );
  return found;
}
