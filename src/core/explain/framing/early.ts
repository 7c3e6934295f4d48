// A server that answers before the request is whole (RFC 9112 sections 9.5 and 9.6, RFC 9113 section 8.1): the answer stands.
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { contentSize, type View } from '../view.ts';
import { octets } from '../words.ts';

export function explainEarlyAnswer(x: View): readonly Annotation[] {
  const early = x.response?.oddities?.find(({ code }) => code === 'early-answer');
  if (early === undefined) return [];
  if (early.detail === undefined)
    return [
      info('framing/early-answer', at.responseStatus, {
        title: say`The answer came before the request was whole`,
        detail: say`${progress(x)}The server has decided without the rest, so Postil sent no more of it and left the connection.${next(x)}`,
        specs: x.response?.version === 'HTTP/2' ? [rfc(9113, '8.1')] : [rfc(9112, '9.5')],
        basis: 'computed',
      }),
    ];
  return [
    warning('framing/early-answer-reset', at.responseStatus, {
      title: say`The answer came before the request was whole, and the server closed the door on the rest`,
      detail: say`${progress(x)}Then writing failed with ${escaped(early.detail, 20)}: the server had closed the connection without reading on. Postil read the answer first; many clients report a broken connection instead, and never show it. A server that closes like this should go on reading for a while after its answer.${next(x)}`,
      specs: [rfc(9112, '9.5'), rfc(9112, '9.6')],
      basis: 'computed',
    }),
  ];
}

function progress(x: View): Prose {
  const [sent, size] = [x.subject.connection?.sentLength, contentSize(x.request)];
  return sent === undefined || size === undefined || sent > size
    ? []
    : say`About ${text(octets(sent))} of ${text(octets(size))} had been handed to the connection. `;
}

const next = ({ status = 0 }: View): Prose =>
  status < 400 ? [] : say` With ${'Expect: 100-continue'} the server is asked before the content goes out.`;
