// The octets of a file → its text. A file is UTF-8 (FORMAT.md C13); what is none is an error with its place, and U+FFFD in the text.
import { sequenceAt } from '../text/octets.ts';
import type { Problem } from './problem.ts';

export interface Decoded {
  /** With its byte order mark, where it has one. */
  readonly text: string;
  /** One for each run of octets that are no UTF-8; ranges count in `text`. */
  readonly problems: readonly Problem[];
}

/** Total. Each ill-formed sequence is one U+FFFD, as the Encoding Standard has it. */
export function decodeSource(octets: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets), problems: [] };
  } catch {
    // Some of it is ill-formed: below is told where.
    return decodeFaulty(octets);
  }
}

/** The same where an editor has made a text of the octets, which may have been changed since: a problem stands where U+FFFD is left. */
export function faultsIn(text: string, octets: Uint8Array): readonly Problem[] {
  const { problems } = decodeSource(octets);
  const left = Array.from(text.matchAll(/\ufffd+/g), ({ 0: run, index }) => ({ start: index, end: index + run.length }));
  return problems.flatMap((problem, i) => {
    const range = left[i];
    return range ? [{ ...problem, range }] : [];
  });
}

/** More of them say nothing new: the file has another encoding. */
const MOST = 20;

function decodeFaulty(octets: Uint8Array): Decoded {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const problems: Problem[] = [];
  let text = '';
  let from = 0;
  for (let at = 0; at < octets.length; ) {
    const first = sequenceAt(octets, at);
    if (first.ok) {
      at += first.length;
      continue;
    }
    text += decoder.decode(octets.subarray(from, at));
    const [start, run] = [text.length, at];
    for (let next = first; !next.ok && at < octets.length; next = sequenceAt(octets, at)) {
      text += '\ufffd';
      at += next.length;
    }
    if (problems.length < MOST) problems.push(fault({ start, end: text.length }, octets, run, at));
    from = at;
  }
  return { text: text + decoder.decode(octets.subarray(from)), problems };
}

/** `start` and `end` count octets. */
function fault(range: Problem['range'], octets: Uint8Array, start: number, end: number): Problem {
  const shown = octets.subarray(start, Math.min(end, start + 6));
  const digits = Array.from(shown, (octet) => octet.toString(16).toUpperCase().padStart(2, '0')).join(' ');
  const many = end - start > 1;
  const what = `Octet${many ? 's' : ''} ${digits}${end - start > shown.length ? ' …' : ''} at offset ${start}`;
  const message = `${what} ${many ? 'are' : 'is'} no UTF-8${guess(octets, shown)}. Nothing of this file is sent. Open it with its own encoding and save it as UTF-8.`;
  return { code: 'invalid-utf8', severity: 'error', range, message };
}

/** What the file may be instead. */
function guess(octets: Uint8Array, shown: Uint8Array): string {
  const [a, b] = octets;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return '; the file begins like one in UTF-16';
  const read = new TextDecoder('windows-1252').decode(shown);
  return /^\p{L}+$/u.test(read) ? `; in Windows-1252 it would be "${read}"` : '';
}
