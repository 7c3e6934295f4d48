// What to do next, in a few words: the end of the summary. None where nothing has to be done.
import { split } from '../../http/token.ts';
import { type Prose, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { escaped } from '../shown.ts';
import { answered, asked, type View } from '../view.ts';

export function nextStep(x: View, annotations: readonly Annotation[]): Prose | undefined {
  const status = x.status ?? 0;
  const wait = annotations.find((a) => a.id === 'status/retry-after');
  if (wait !== undefined && (status >= 300 || status === 202)) return lowered(wait.title);
  const own = OF_THIS[status]?.(x, annotations);
  if (own === 'nothing') return undefined;
  const words = own ?? STEPS[status];
  return words === undefined ? undefined : [text(words)];
}

type Step = (x: View, annotations: readonly Annotation[]) => string | undefined;

const redirected: Step = (x) => (answered(x, 'Location') === undefined ? undefined : 'it was not followed');

/** Steps that depend on the exchange: `nothing` where none is known, `undefined` for the usual one. */
const OF_THIS: Readonly<Record<number, Step>> = {
  301: redirected,
  302: redirected,
  303: redirected,
  307: redirected,
  308: redirected,
  401: (x) => (asked(x, 'Authorization') === undefined ? undefined : 'get new credentials'),
  403: (x, annotations) => {
    if (asked(x, 'Authorization') !== undefined || asked(x, 'Cookie') !== undefined) return undefined;
    return annotations.some((a) => a.id === 'content/server-says' || a.id === 'content/problem-details')
      ? 'nothing'
      : 'credentials may be missing';
  },
  405: (x) => {
    const methods = split(answered(x, 'Allow') ?? '').map((piece) => piece.text);
    return methods.length === 0 || methods.includes(x.method ?? '') ? 'nothing' : `use ${escaped(methods.join(', '), 30)}`;
  },
  406: (x) => {
    if (asked(x, 'Accept') !== undefined) return undefined;
    const own = ['Accept-Language', 'Accept-Encoding', 'Accept-Charset'].find((name) => asked(x, name) !== undefined);
    return own === undefined ? undefined : `loosen ${own}`;
  },
  412: (x) => (asked(x, 'If-None-Match') === undefined ? undefined : 'it exists already'),
  415: (x) => (answered(x, 'Accept-Encoding') === undefined ? undefined : 'send it without that coding'),
  416: (x) => (/\/0\s*$/.test(answered(x, 'Content-Range') ?? '') ? 'there is nothing to ask for' : undefined),
  504: (x, annotations) => {
    if (annotations.some((a) => a.id === 'caching/not-cached')) return 'ask without it';
    return x.method === 'GET' || x.method === 'HEAD' ? 'try again in a moment' : undefined;
  },
};

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
