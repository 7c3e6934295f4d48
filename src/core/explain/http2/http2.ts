// What the frames of HTTP/2 say (RFC 9113): what ended the exchange early and what breaks a rule stands out; the rest is told where
// somebody looks at a frame.
import type { Http2Record } from '../../http/http2.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { counted, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { blockNotes } from './blocks.ts';
import { frameNotes } from './frames.ts';
import { faultNotes } from './rules.ts';

export function explainHttp2(subject: Subject): readonly Annotation[] {
  const { http2 } = subject;
  if (http2 === undefined) return [];
  return [
    ...chosen(subject),
    ...silent(subject),
    ...http2.frames.flatMap((frame, i) => frameNotes(frame, i, http2)),
    ...faultNotes(http2, subject.error !== undefined),
    ...blockNotes(http2),
    ...flow(http2),
    ...capped(http2),
  ];
}

/** How both sides came to speak HTTP/2. */
function chosen({ http2, connection, tls }: Subject): readonly Annotation[] {
  if (http2?.frames[0]?.content.kind === 'foreign') return [];
  if (connection?.alpn === 'h2')
    return [
      info('http2/alpn', at.requestLine, {
        title: say`The server chose ${'h2'}, HTTP/2, when TLS was set up (ALPN)`,
        detail: say`The client's first TLS message lists the protocols that it speaks, the server's answer names the one that it takes: no exchange is lost on asking.`,
        specs: [rfc(9113, '3.2')],
        aside: true,
      }),
    ];
  if (tls !== undefined || connection === undefined) return [];
  return [
    info('http2/prior-knowledge', at.requestLine, {
      title: say`HTTP/2 on clear text, without asking first: prior knowledge`,
      detail: say`Nothing on the wire says beforehand that the server speaks HTTP/2. The client begins with the connection preface; a server that knows HTTP/1.1 alone answers with an error or closes. Browsers speak HTTP/2 over TLS only.`,
      specs: [rfc(9113, '3.3')],
      aside: true,
    }),
  ];
}

/** The end of a connection does not say why: on clear text, that nothing of HTTP/2 came is the best clue. */
function silent({ http2, connection, tls, error, request }: Subject): readonly Annotation[] {
  const answered = http2?.frames.some(({ direction }) => direction === 'in') === true;
  if (error === undefined || answered || tls !== undefined || connection === undefined) return [];
  return [
    info('http2/silent', at.requestLine, {
      title: say`Nothing of HTTP/2 came back: the server may know HTTP/1.1 alone`,
      detail: say`On clear text nobody asks first. A server without HTTP/2 takes the preface for a malformed request, and many close without a word. Write ${`${request?.method ?? 'GET'} … HTTP/1.1`}, or leave the version out.`,
      specs: [rfc(9113, '3.3'), rfc(9113, '3.4')],
      basis: 'hypothesis',
    }),
  ];
}

function flow({ frames }: Http2Record): readonly Annotation[] {
  const data = frames.filter(({ direction, content }) => direction === 'in' && content.kind === 'data');
  const windows = frames.filter(({ direction, content }) => direction === 'out' && content.kind === 'window');
  if (data.length < 2) return [];
  const sum = data.reduce((all, { content }) => all + (content.kind === 'data' ? content.octets : 0), 0);
  return [
    info('http2/flow', at.http2, {
      title: say`${text(octetCount(sum))} of content came in ${text(counted(data.length, 'DATA frame'))}`,
      detail: say`A receiver says with ${'WINDOW_UPDATE'} how much more it takes, for the connection and for each stream; a sender that has used up a window waits. Postil widened its windows ${text(counted(windows.length, 'time'))} in what is kept here. Only ${'DATA'} counts against a window.`,
      specs: [rfc(9113, '5.2')],
      basis: 'computed',
      aside: true,
    }),
  ];
}

function capped({ omitted }: Http2Record): readonly Annotation[] {
  if (omitted === 0) return [];
  return [
    info('http2/capped', at.http2, {
      title: say`${text(counted(omitted, 'more frame'))} went by and ${text(omitted === 1 ? 'is' : 'are')} not kept`,
      detail: say`Of a long exchange the first frames are kept, and after them those that are no ${'DATA'} and no ${'WINDOW_UPDATE'}. All of them were read: header blocks are right behind the gap too.`,
      basis: 'computed',
      aside: true,
    }),
  ];
}
