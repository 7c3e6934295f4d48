// What to do next, in a few words: the end of the summary. None where nothing has to be done.
import { type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { escaped } from '../shown.ts';
import { answered, asked, type View } from '../view.ts';

export function nextStep(x: View, annotations: readonly Annotation[]): Prose | undefined {
  const status = x.status ?? 0;
  const wait = annotations.find((a) => a.id === 'status/retry-after');
  if (wait !== undefined) return lowered(wait.title);
  if (status === 405) {
    const allow = answered(x, 'Allow');
    return allow === undefined || allow.trim() === '' || allow.includes(x.method ?? ' ') ? undefined : say`use ${escaped(allow, 30)}`;
  }
  if (status === 401 && asked(x, 'Authorization') !== undefined) return [text('get new credentials')];
  if ([301, 302, 303, 307, 308].includes(status) && answered(x, 'Location') !== undefined) return [text('it was not followed')];
  if (status === 406 && asked(x, 'Accept') === undefined) {
    const own = ['Accept-Language', 'Accept-Encoding', 'Accept-Charset'].find((name) => asked(x, name) !== undefined);
    if (own !== undefined) return say`loosen ${own}`;
  }
  if (status === 415 && answered(x, 'Accept-Encoding') !== undefined) return [text('send it without that coding')];
  if (status === 504 && annotations.some((a) => a.id === 'caching/not-cached')) return [text('ask without it')];
  const safe = x.method === 'GET' || x.method === 'HEAD';
  if (status === 504 && safe) return [text('try again in a moment')];
  if (status === 403 && asked(x, 'Authorization') === undefined && asked(x, 'Cookie') === undefined)
    return [text('credentials may be missing')];
  if (status === 412 && asked(x, 'If-None-Match') !== undefined) return [text('it exists already')];
  const words = STEPS[status];
  return words === undefined ? undefined : [text(words)];
}

/** The first word in lower case, in the middle of a sentence. */
const lowered = (title: Prose): Prose =>
  title.map((part, i) =>
    i === 0 && part.kind === 'text' ? { ...part, text: part.text.charAt(0).toLowerCase() + part.text.slice(1) } : part,
  );

const STEPS: Readonly<Record<number, string>> = {
  202: 'ask later for the result',
  207: 'read each status in the body',
  400: 'change the request',
  401: 'send credentials',
  403: 'try other credentials',
  404: 'check the path',
  406: 'loosen Accept',
  407: 'log in to the proxy',
  408: 'send it again',
  409: 'reload, merge, send again',
  410: 'remove the link',
  412: 'fetch it again and merge',
  414: 'use a body instead',
  415: 'send another format',
  416: 'ask for a smaller range',
  421: 'use a new connection',
  422: 'mend the values',
  423: 'wait for the lock',
  426: 'use that protocol',
  428: 'get the ETag first',
  429: 'wait before the next request',
  431: 'send smaller fields',
  500: "look into the server's log",
  501: 'use another method',
  502: 'try again in a moment',
  503: 'try again later',
  504: 'see whether it was done',
  507: 'free some space',
  508: 'ask with Depth: 1',
};
