// 1xx: interim responses, which come before the final one (RFC 9110 section 15.2).
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import { answered, asked, notAnswered, notAsked, safeReference, type View } from '../view.ts';
import type { StatusEntry } from './entry.ts';

const expects = (x: View): boolean => /\b100-continue\b/i.test(asked(x, 'Expect') ?? '');

export const INFORMATIONAL: readonly StatusEntry[] = [
  {
    code: 100,
    name: 'Continue',
    specs: [rfc(9110, '15.2.1'), rfc(9110, '10.1.1')],
    meaning: say`An interim response: the server has read the head of the request, has not refused it, and waits for the content. The final status comes later on the same connection.`,
    title: (x) => {
      if (expects(x)) return say`The server agreed to the request's head: send the content now`;
      if (notAsked(x, 'Expect')) return say`Interim ${'100'}, not asked for: the request has no ${'Expect: 100-continue'}`;
      return say`Interim response: go on and send the content`;
    },
    next: (x) => {
      if (expects(x)) return say`The request said ${'Expect: 100-continue'}, so it may now send its content.`;
      if (notAsked(x, 'Expect')) return say`The client did not ask for it, and may simply discard it and wait for the final response.`;
      return say`A request asks for it with ${'Expect: 100-continue'}; a client that did not ask discards it.`;
    },
  },
  {
    code: 101,
    name: 'Switching Protocols',
    specs: [rfc(9110, '15.2.2'), rfc(9110, '7.8')],
    meaning: say`The server agrees to change the protocol of this connection, at once after the empty line that ends this response. What follows is not HTTP/1.1 any more.`,
    title: (x) => {
      const to = answered(x, 'Upgrade');
      return to === undefined
        ? say`The connection changes its protocol`
        : say`From here on this connection speaks ${escaped(to, 30)}, not HTTP/1.1`;
    },
    check: checkSwitching,
  },
  {
    code: 102,
    name: 'Processing',
    specs: [rfc(2518, '10.1')],
    meaning: say`An interim response of older WebDAV: the server has the whole request and still works on it. WebDAV's current edition, RFC 4918, dropped the code; the final response is still to come.`,
    title: () => say`Interim response: the server still works, the final status is to come`,
    next: (x) => say`It keeps a client from giving up. Wait for the final response to ${x.method ?? 'the request'}.`,
  },
  {
    code: 103,
    name: 'Early Hints',
    specs: [rfc(8297, '2')],
    meaning: say`An interim response: fields that the final response will probably carry, sent ahead so that a client can start work, above all to fetch what ${'Link: …; rel=preload'} names. They are hints: the final response may say otherwise.`,
    title: (x) => {
      const links = (answered(x, 'Link') ?? '').match(/<[^>]*>/g)?.length ?? 0;
      const kinds = [
        ...new Set([...(answered(x, 'Link') ?? '').matchAll(/\brel\s*=\s*"?([\w-]+)/gi)].map(([, rel = '']) => rel.toLowerCase())),
      ];
      return links === 0
        ? say`Interim hints; the final response follows`
        : say`Interim: ${String(links)} early ${text(links === 1 ? 'hint' : 'hints')}${kinds.length === 0 ? [] : say` to ${text(escaped(kinds.slice(0, 2).join(' and '), 24))}`}; the final response follows`;
    },
    next: () => say`Postil shows the hints and fetches nothing because of them; a browser would start its preload here.`,
  },
  {
    code: 104,
    name: 'Upload Resumption Supported',
    specs: [document('IANA HTTP Status Codes', '', 'https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml')],
    meaning: say`A temporary registration for resumable uploads: an interim response that names, in ${'Location'}, the resource where an upload that breaks off can be taken up again. The final response is still to come.`,
    title: (x) => {
      const where = answered(x, 'Location');
      return where === undefined
        ? say`Interim: this upload can be resumed if it breaks off`
        : say`Interim: if the upload breaks off, resume it at ${escaped(safeReference(where), 40)}`;
    },
  },
];

function checkSwitching(x: View): readonly Annotation[] {
  const notes: Annotation[] = [];
  if (notAnswered(x, 'Upgrade'))
    notes.push(
      error('status/101/no-upgrade', at.responseStatus, {
        title: say`${'101'} without ${'Upgrade'}: it does not say which protocol comes now`,
        detail: say`A server that switches must name the new protocol in an ${'Upgrade'} field of this response; without it no client can know what the next octets are.`,
        specs: [rfc(9110, '15.2.2'), rfc(9110, '7.8')],
      }),
    );
  if (notAsked(x, 'Upgrade'))
    notes.push(
      error('status/101/not-asked', at.responseStatus, {
        title: say`The protocol changed although the request has no ${'Upgrade'} field`,
        detail: say`A server must not switch to a protocol that the client did not offer in ${'Upgrade'}. A client that did not offer one has to treat the connection as broken.`,
        specs: [rfc(9110, '7.8')],
      }),
    );
  return notes;
}
