// What the server itself says in an error: problem details (RFC 9457), the usual members of JSON errors, the title of a page.

import { isJson } from '../../http/media-type.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped, withoutSecrets } from '../shown.ts';
import { rfc } from '../spec.ts';
import { safeReference, type View } from '../view.ts';
import type { Body } from './read.ts';

type Json = Readonly<Record<string, unknown>>;

export function explainServerWords(x: View, body: Body): readonly Annotation[] {
  const { type, text: read } = body;
  if (type === undefined || read === undefined || body.decoded.octets.length > 100_000) return [];
  const failed = (x.status ?? 0) >= 400;
  if (type.subtype === 'problem+json') return problem(x, objectIn(body));
  if (!failed) return isJson(type) && x.status === 200 ? errorInSuccess(objectIn(body)) : [];
  const words = isJson(type)
    ? wordsOf(objectIn(body))
    : type.subtype === 'html'
      ? titleIn(read.text)
      : /^(?:.*\+)?xml$/.test(type.subtype)
        ? elementIn(read.text)
        : plainWords(type.subtype, read.text);
  if (words === undefined || words.trim() === '') return [];
  return [
    info('content/server-says', at.responseBody, {
      title: say`The server says: ${shownWords(words, 70)}`,
      detail: say`In the content the server explains the ${String(x.status)} itself: ${shownWords(words, 300)}.`,
      specs: [rfc(9110, (x.status ?? 0) >= 500 ? '15.6' : '15.5')],
      basis: 'computed',
    }),
  ];
}

/** `200` around an error: clients that go by the status miss it. `errors` is how GraphQL does it, on purpose. */
function errorInSuccess(value: Json | undefined): readonly Annotation[] {
  const found =
    value?.['error'] ?? (value?.['success'] === false || value?.['ok'] === false ? (value['message'] ?? 'success: false') : undefined);
  if (found === undefined || found === null || found === false || found === '') return [];
  return [
    info('content/error-in-200', at.responseBody, {
      title: say`${'200'}, but the content speaks of an error: ${typeof found === 'string' ? shownWords(found, 40) : 'error'}`,
      detail: say`The status says that the request succeeded, a member of the content that it did not. Programs, caches and monitors go by the status; a code of class ${'4xx'} or ${'5xx'} would tell them. Look at the content before you trust this answer.`,
      specs: [rfc(9110, '15.3.1')],
      basis: 'hypothesis',
    }),
  ];
}

const shownWords = (words: string, max: number): string => escaped(withoutSecrets(words.replace(/\s+/g, ' ').trim()), max);

function problem(x: View, value: Json | undefined): readonly Annotation[] {
  if (value === undefined) return [];
  const member = (name: string): string | undefined => (typeof value[name] === 'string' ? value[name] : undefined);
  const type = member('type') ?? 'about:blank';
  const words = member('detail') ?? member('title');
  const stated = value['status'];
  const notes: Annotation[] = [
    info('content/problem-details', at.responseBody, {
      title: words === undefined ? say`Problem details of type ${escaped(type, 50)}` : say`The server says: ${shownWords(words, 70)}`,
      detail: say`The content is in the format of problem details (RFC 9457). ${sentence('Title', member('title'))}${sentence('Detail', member('detail'))}${
        type === 'about:blank'
          ? say`Its type is ${'about:blank'}: it says no more than the status does.`
          : say`Its type is ${escaped(safeReference(type), 80)}, which names the kind of problem and may lead to a description.`
      }${others(value)}`,
      specs: [rfc(9457, '3')],
      basis: 'computed',
    }),
  ];
  if (typeof stated === 'number' && x.status !== undefined && stated !== x.status)
    notes.push(
      warning('content/problem-status', at.responseBody, {
        title: say`${'"status"'} in the content says ${String(stated)}, the response is a ${String(x.status)}`,
        detail: say`The member is only advisory and must be the same as the status of the response when it is made. A proxy may have changed the one on the way; clients go by the status line.`,
        specs: [rfc(9457, '3.1.2')],
        basis: 'computed',
      }),
    );
  return notes;
}

const sentence = (name: string, words: string | undefined): Prose =>
  words === undefined ? [] : say`${text(name)}: ${shownWords(words, 300)}. `;

function others(value: Json): Prose {
  const names = Object.keys(value).filter((name) => !['type', 'title', 'status', 'detail', 'instance'].includes(name));
  return names.length === 0 ? [] : say` Members of its own: ${escaped(names.join(', '), 80)}.`;
}

/** The members in which APIs put their words, in the order of how much they usually say. */
function wordsOf(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  const direct = ['detail', 'error_description', 'message', 'error', 'errorMessage', 'msg', 'title', 'reason', 'description', 'errors'];
  for (const name of direct) {
    const found = value[name];
    if (typeof found === 'string' && found !== '') return found;
    const inner = Array.isArray(found) ? (found as readonly unknown[])[0] : found;
    if (typeof inner === 'string' && inner !== '') return inner;
    const deeper = isRecord(inner) ? (inner['message'] ?? inner['detail'] ?? inner['title']) : undefined;
    if (typeof deeper === 'string' && deeper !== '') return deeper;
  }
  return fieldWords(value);
}

/** `{"email":["This field is required."]}`: what is wrong with each member of a form, as Django and others say it. */
function fieldWords(value: Json): string | undefined {
  const told = Object.entries(value).flatMap(([name, words]) =>
    Array.isArray(words) && words.length > 0 && words.every((one) => typeof one === 'string') ? [`${name}: ${words[0]}`] : [],
  );
  return told.length > 0 && told.length === Object.keys(value).length ? told.slice(0, 3).join(' ') : undefined;
}

/** The first line of plain text, where the whole is short enough to be a message. */
const plainWords = (subtype: string, read: string): string | undefined =>
  subtype === 'plain' && read.length <= 2000 && !/^\s*[<{[]/.test(read) ? read.trim().split(/[\r\n]/, 1)[0] : undefined;

const titleIn = (page: string): string | undefined => /<title[^>]*>([^<]{1,300})<\/title>/i.exec(page.slice(0, 20_000))?.[1];

/** The element in which S3, Azure, SOAP and others put their words. */
const elementIn = (read: string): string | undefined =>
  /<(?:\w+:)?(?:message|faultstring|text|error_description|detail)(?:\s[^>]*)?>([^<]{1,300})</i.exec(read.slice(0, 20_000))?.[1];

function objectIn({ json, text: read }: Body): Json | undefined {
  const { plain, strict } = json();
  if (plain !== undefined) return isRecord(plain.value) ? plain.value : undefined;
  if (strict.problem !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(read?.text ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    // What the strict reader takes and this one doesn't is no object that anybody can use.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
