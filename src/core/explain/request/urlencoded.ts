// application/x-www-form-urlencoded as an author wrote it (WHATWG URL, "application/x-www-form-urlencoded").
import { readJson } from '../../body/json.ts';
import { join, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation, SpecReference } from '../annotation.ts';
import { error, good, info, warning } from '../note.ts';
import { counted, escaped, withoutSecrets } from '../shown.ts';
import { document } from '../spec.ts';
import { isSecret } from './target.ts';

const URLENCODED: readonly SpecReference[] = [
  document('URL', 'urlencoded-serializing', 'https://url.spec.whatwg.org/#urlencoded-serializing'),
  document('URL', 'urlencoded-parsing', 'https://url.spec.whatwg.org/#urlencoded-parsing'),
];

export function urlencodedNotes(words: string): readonly Annotation[] {
  if (/^\s*[{[]/.test(words) && readJson(words).problem === undefined) return [isJson()];
  const found = [...spaces(words), ...percent(words), ...lines(words), ...plus(words), ...semicolons(words)];
  return found.length > 0 ? found : pairs(words);
}

/** The names in the title; the values are decoded where their names are not those of secrets. */
function pairs(words: string): readonly Annotation[] {
  const decoded = [...new URLSearchParams(words)];
  const names = decoded.map(([name]) => name);
  if (names.length === 0) return [];
  return [
    good('request/form/fields', anchor.requestBody, {
      title: say`A form with ${text(counted(names.length, 'field'))}: ${escaped(names.join(', '), 50)}`,
      detail: join([
        say`Pairs of name and value, joined with ${'&'} and encoded as a browser sends a form. Decoded:`,
        join(
          decoded
            .slice(0, 12)
            .map(([name, value]) => say`${escaped(name, 30)} = ${isSecret(name) ? '•••' : escaped(withoutSecrets(value), 40)}`),
          ', ',
        ),
      ]),
      specs: URLENCODED,
      basis: 'computed',
      aside: true,
    }),
  ];
}

const isJson = (): Annotation =>
  error('request/content/other-format', anchor.field('request', 'Content-Type'), {
    title: say`${'Content-Type'} says form (urlencoded), the content is JSON`,
    detail: say`The server would read the whole text as one strange name. Write ${'Content-Type: application/json'}, or send ${'name=value'} pairs joined with ${'&'}.`,
    specs: URLENCODED,
    basis: 'computed',
  });

function spaces(words: string): readonly Annotation[] {
  const odd = /[ \u0080-\uffff"<>]/.exec(words)?.[0];
  if (odd === undefined) return [];
  const pair = words.split('&').find((one) => one.includes(odd)) ?? '';
  return [
    warning('request/form/unencoded', anchor.requestBody, {
      title:
        odd === ' ' ? say`A bare space in a form value: write ${'+'} or ${'%20'}` : say`${escaped(odd)} is not encoded in a form value`,
      detail: join([
        say`In ${escaped(withoutValue(pair), 40)}: in this encoding a space is ${'+'} (or ${'%20'}), and everything but letters, digits and ${'*-._'} is percent-encoded.`,
        words.includes('+') ? say`A ${'+'} that stands in it is read as a space: a plus sign itself is ${'%2B'}.` : [],
        odd === '"'
          ? say`Quotes are no part of this format: if they only surround the value, the server gets them too; leave them out.`
          : [],
        say`Many servers take the bare character as it is, some refuse or cut the value.`,
      ]),
      specs: URLENCODED,
    }),
  ];
}

/** The name alone: a value may be a password. */
const withoutValue = (pair: string): string => (pair.includes('=') ? `${pair.slice(0, pair.indexOf('='))}=…` : pair);

function plus(words: string): readonly Annotation[] {
  if (/[ ]/.test(words)) return [];
  const sum = words.split('&').find((pair) => /=(?:\+\d|.*\d\+\d)/.test(pair));
  if (sum === undefined) return [];
  return [
    info('request/form/plus', anchor.requestBody, {
      title: say`The ${'+'} in ${escaped(withoutValue(sum), 30)} will be read as a space`,
      detail: say`In a form ${'+'} stands for a space. If a plus sign is meant (a telephone number, a sum), write ${'%2B'}.`,
      specs: URLENCODED,
      basis: 'hypothesis',
    }),
  ];
}

function semicolons(words: string): readonly Annotation[] {
  if (words.includes('&') || !/^[^;=]+=[^;]*;\s*[^;=]+=/.test(words)) return [];
  return [
    warning('request/form/semicolon', anchor.requestBody, {
      title: say`A semicolon does not separate pairs: they are joined with ${'&'}`,
      detail: say`The server reads one value that holds the semicolon and all after it. Write ${'&'} between the pairs; a semicolon that belongs to a value is ${'%3B'}.`,
      specs: URLENCODED,
      basis: 'hypothesis',
    }),
  ];
}

function percent(words: string): readonly Annotation[] {
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(words)?.[0];
  if (wrong === undefined) return [];
  return [
    warning('request/form/percent', anchor.requestBody, {
      title: say`${escaped(wrong, 8)} is no percent-encoding: a percent sign itself is ${'%25'}`,
      detail: say`After ${'%'} two hexadecimal digits must follow. Servers leave it as it is, drop it, or answer ${'400'}.`,
      specs: URLENCODED,
    }),
  ];
}

function lines(words: string): readonly Annotation[] {
  const inside = words.replace(/[\r\n]+$/, '');
  if (/[\r\n]/.test(inside))
    return [
      warning('request/form/line-break', anchor.requestBody, {
        title: say`A line break in the form: it becomes part of a name or value`,
        detail: say`A form is one line, its pairs joined with ${'&'}. A line break that is meant is ${'%0D%0A'}; one that only keeps the text readable has to be taken out before sending.`,
        specs: URLENCODED,
      }),
    ];
  if (inside === words) return [];
  return [
    info('request/form/line-break', anchor.requestBody, {
      title: say`The line break at the end becomes part of the last value`,
      detail: say`${text('Nothing')} separates it from the value: the server gets a value that ends in a line break.`,
      specs: URLENCODED,
    }),
  ];
}
