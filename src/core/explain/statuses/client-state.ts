// 4xx about the moment: conflicts, preconditions, locks, rates, time (RFC 9110 section 15.5, RFC 4918, RFC 6585, RFC 8470).
import { firstOf } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, nameIn, notAnswered, type View } from '../view.ts';
import { span } from '../words.ts';
import type { StatusEntry } from './entry.ts';
import { conditionUnseen, withoutCondition, withoutRange } from './unasked.ts';

export const CLIENT_STATE: readonly StatusEntry[] = [
  {
    code: 408,
    name: 'Request Timeout',
    specs: [rfc(9110, '15.5.9')],
    meaning: say`The server did not receive the complete request within the time it was ready to wait, and gives the connection up. It is about sending, not about the server's work, which would be ${'504'} or ${'503'}.`,
    title: (x) => say`${x.host} timed out waiting for the rest of the request`,
    next: (x) =>
      /\bclose\b/i.test(answered(x, 'Connection') ?? '')
        ? say`The server closes this connection; the client may repeat the request on a new connection.${
            x.subject.connection?.reused === true || x.subject.timing?.reused === true
              ? say` It was kept from an earlier exchange: servers answer an idle connection so before they close it, and then this request was not looked at.`
              : []
          }`
        : say`The client may repeat the request on a new connection. Compare ${'Content-Length'} with what was really sent: a length that is too large lets the server wait in vain.`,
  },
  {
    code: 409,
    name: 'Conflict',
    specs: [rfc(9110, '15.5.10')],
    meaning: say`The request conflicts with the current state of the target: an edit conflict, a name that is taken, a step that is not possible now. The client may be able to resolve it and send again.`,
    title: (x) => say`${x.method ?? 'The request'} conflicts with the current state of ${x.path}`,
    next: (x) =>
      x.method === 'PUT' || x.method === 'PATCH'
        ? say`Reload the target, put your change on top of it, and send it with ${'If-Match'} and the new ${'ETag'}.`
        : say`Read the current state with ${'GET'}, resolve the conflict (it may exist already) and send again.`,
  },
  {
    code: 412,
    name: 'Precondition Failed',
    specs: [rfc(9110, '15.5.13'), rfc(9110, '13.2.2')],
    meaning: say`A condition that the request set in its fields (${'If-Match'}, ${'If-Unmodified-Since'}, ${'If-None-Match'}) is false, so the server did nothing. That is what conditions are for.`,
    title: (x) => say`A condition of the request is false: ${x.method ?? 'the method'} was not carried out`,
    check: (x) => [...checkCondition(x), ...withoutCondition(x)],
  },
  {
    code: 416,
    name: 'Range Not Satisfiable',
    specs: [rfc(9110, '15.5.17'), rfc(9110, '14.4')],
    meaning: say`None of the ranges that were asked for lies within the current representation, or the set of ranges was refused. The response should carry ${'Content-Range'} with the current length.`,
    title: (x) => {
      const range = asked(x, 'Range');
      return range === undefined
        ? say`The range asked for cannot be had of ${x.path}`
        : say`${escaped(range, 30)} cannot be had of ${x.path}`;
    },
    check: withoutRange,
  },
  {
    code: 418,
    name: '(Unused)',
    specs: [rfc(9110, '15.5.19'), rfc(2324, '2.3.2')],
    meaning: say`"I'm a teapot": an April Fools' joke of 1998 on coffee pots. So many programs answer with it that the code is reserved, and has no other meaning.`,
    title: (x) => say`${x.host} says it is a teapot: a joke, or a refusal in disguise`,
    next: () => say`Treat it like ${'400'}. Some services use it to turn away clients that they take for robots.`,
  },
  {
    code: 423,
    name: 'Locked',
    specs: [rfc(4918, '11.3')],
    meaning: say`WebDAV: the source or the destination of the method is locked by somebody.`,
    title: (x) => say`${x.path} is locked: ${x.method ?? 'the request'} was refused`,
    next: (x) =>
      asked(x, 'If') === undefined
        ? say`Who holds the lock sends its token in an ${'If'} field; others wait until it is released or times out.`
        : say`The ${'If'} field did not carry the token of this lock; ${'PROPFIND'} for ${'lockdiscovery'} tells who holds it.`,
  },
  {
    code: 424,
    name: 'Failed Dependency',
    specs: [rfc(4918, '11.4')],
    meaning: say`WebDAV: this action was not carried out because another one, which it depends on, failed. The reason stands with the other one.`,
    title: (x) => say`${x.method ?? 'The request'} was not done because another action failed`,
    next: () => say`Look in the content for the action that failed by itself, with a status other than ${'424'}.`,
  },
  {
    code: 425,
    name: 'Too Early',
    specs: [rfc(8470, '5.2')],
    meaning: say`The request came in early data (0-RTT) of a TLS handshake, which somebody on the way could replay, and the server will not risk it for this request.`,
    title: (x) => say`${x.method ?? 'The request'} came in early data, which could be a replay`,
    next: () => say`Retry it once the TLS handshake is complete, without early data; clients that use 0-RTT do so by themselves.`,
  },
  {
    code: 426,
    name: 'Upgrade Required',
    specs: [rfc(9110, '15.5.22'), rfc(9110, '7.8')],
    meaning: say`The server refuses the request in this protocol, but might do it in the one that ${'Upgrade'} names.`,
    title: (x) => {
      const to = answered(x, 'Upgrade');
      return to === undefined ? say`${x.path} wants another protocol` : say`${x.path} speaks only ${escaped(to, 30)}`;
    },
    check: checkUpgrade,
  },
  {
    code: 428,
    name: 'Precondition Required',
    specs: [rfc(6585, '3')],
    meaning: say`The server wants this request to be conditional, so that two clients that edit at once cannot overwrite each other's changes without knowing (the lost update).`,
    title: (x) => say`${x.path} takes ${x.method ?? 'changes'} only with a condition such as ${'If-Match'}`,
    next: () => say`${'GET'} the target, keep its ${'ETag'}, and repeat the request with ${'If-Match'} and that value.`,
    check: conditionUnseen,
  },
  {
    code: 429,
    name: 'Too Many Requests',
    specs: [rfc(6585, '4')],
    meaning: say`The client has sent too many requests in a given time (rate limiting). How they are counted, by user, address or key, is the server's business.`,
    title: (x) => say`Too many requests to ${x.host}: its rate limit is reached`,
    next: (x) => {
      if (answered(x, 'Retry-After') !== undefined) return say`Wait as long as ${'Retry-After'} says before the next request.`;
      const reset = /;\s*t=(\d{1,9})\b/.exec(answered(x, 'RateLimit') ?? '')?.[1];
      if (reset !== undefined)
        return say`${'RateLimit'} says that the count is filled up again in ${text(span(Number(reset)))}: wait that long.`;
      return say`No ${'Retry-After'} says how long to wait: wait a while, and double the pause (back off) after each refusal.`;
    },
  },
];

function checkCondition(x: View): readonly Annotation[] {
  // In the order in which a server looks at them (RFC 9110 section 13.2.2).
  const [name, value] =
    ['if-match', 'if-unmodified-since', 'if-none-match'].flatMap((one) => x.sent.filter(([n]) => n.toLowerCase() === one))[0] ?? [];
  if (name === undefined || value === undefined) return [];
  const said = conditionSaid(x, name.toLowerCase(), value);
  return [
    info('status/412/condition', at.field('request', name), {
      ...said,
      basis: 'computed',
      specs: [
        rfc(9110, name.toLowerCase() === 'if-match' ? '13.1.1' : name.toLowerCase() === 'if-none-match' ? '13.1.2' : '13.1.4'),
        rfc(9110, '15.5.13'),
      ],
    }),
  ];
}

function conditionSaid(x: View, name: string, value: string): { title: Prose; detail: Prose } {
  const method = x.method ?? 'The method';
  const tag = answered(x, 'ETag');
  if (name === 'if-none-match')
    return value.trim() === '*'
      ? {
          title: say`With ${'If-None-Match: *'} only if nothing is there yet, and something is`,
          detail: say`${method} was to create ${x.path} only if it did not exist. It exists, so nothing was overwritten.`,
        }
      : {
          title: say`The server still has a version named in ${'If-None-Match'}, so ${method} was not done`,
          detail: say`For methods other than ${'GET'} and ${'HEAD'} a matching ${'If-None-Match'} ends in ${'412'}.`,
        };
  if (name === 'if-match' && value.trim() === '*')
    return {
      title: say`With ${'If-Match: *'} only if something is there, and nothing is`,
      detail: say`${method} was to change ${x.path} only if it existed already. It does not, so nothing was made.`,
    };
  if (name === 'if-match' && split(value).every((piece) => piece.text.startsWith('W/')))
    return {
      title: say`Only a strong tag could match, and ${escaped(value, 36)} is weak`,
      detail: say`${method} was to be carried out only on that version; a weak tag (${'W/'}) equals nothing in ${'If-Match'}, so nothing was done, whether or not the target has changed. Use a strong ${'ETag'}, or ${'If-Unmodified-Since'}.`,
    };
  if (name === 'if-match')
    return {
      title:
        tag === undefined
          ? say`You have ${escaped(value, 36)}; the server has another version now`
          : say`You have ${escaped(value, 24)}, the server has ${escaped(tag, 24)}: changed since`,
      detail: say`${method} was to be carried out only on the version ${escaped(value, 80)}. ${
        tag === undefined
          ? text('The target has changed since, or never had it.')
          : say`The target is at ${escaped(tag, 80)} now: it was changed since, perhaps by someone else.`
      } The condition kept you from overwriting that change (a lost update). Fetch the target again, merge, and repeat with the new ${'ETag'}.`,
    };
  const modified = answered(x, 'Last-Modified');
  return {
    title: say`Changed after ${escaped(value, 36)}, so ${method} was not done`,
    detail: say`The request was to be carried out only if the target had not changed since ${escaped(value, 60)}. ${
      modified === undefined ? text('It has.') : say`Its last change was at ${escaped(modified, 60)}.`
    } Fetch it again, merge, and repeat; ${'If-Match'} with an ${'ETag'} is exact where a date has whole seconds only.`,
  };
}

function checkUpgrade(x: View): readonly Annotation[] {
  const upgrade = firstOf(x.got, 'Upgrade');
  if (upgrade === undefined) {
    if (!notAnswered(x, 'Upgrade')) return [];
    return [
      error('status/426/no-upgrade', at.responseStatus, {
        title: say`A ${'426'} must name the wanted protocol in ${'Upgrade'}, and this one does not`,
        detail: say`The server must send an ${'Upgrade'} field that says which protocol it requires; without it nobody can know what to switch to.`,
        specs: [rfc(9110, '15.5.22'), rfc(9110, '7.8')],
      }),
    ];
  }
  const anchor = at.field('response', nameIn(x.got, 'Upgrade'));
  if (!/\bwebsocket\b/i.test(upgrade))
    return [
      info('status/426/protocol', anchor, {
        title: say`Ask again in ${escaped(upgrade, 40)}`,
        detail: /\btls\b/i.test(upgrade)
          ? say`The server wants an encrypted connection: use ${'https'}.`
          : say`The target needs ${escaped(upgrade, 80)}; a client that can speak it repeats the request so.`,
        specs: [rfc(9110, '15.5.22')],
        basis: 'computed',
      }),
    ];
  const scheme = x.url?.protocol === 'http:' || x.url?.protocol === 'ws:' ? 'ws://' : 'wss://';
  const handshake = /\bwebsocket\b/i.test(asked(x, 'Upgrade') ?? '');
  return [
    info('status/426/websocket', anchor, {
      title: handshake
        ? say`The WebSocket handshake was refused with ${'426'}`
        : say`This is a WebSocket endpoint: connect with ${scheme}, not with ${x.method ?? 'GET'}`,
      detail: handshake
        ? say`The request asked for a WebSocket, and the server wants another version of it: compare ${'Sec-WebSocket-Version'} on both sides.`
        : say`It only speaks WebSocket, which begins with a handshake: write ${'WEBSOCKET'} and a ${scheme} address in the ${'.http'} file instead of ${x.method ?? 'GET'}.`,
      specs: [rfc(9110, '15.5.22'), rfc(6455, handshake ? '4.4' : '4.2.1')],
    }),
  ];
}
