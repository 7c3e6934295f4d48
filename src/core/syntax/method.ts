// What may stand in the place of a method (FORMAT.md C6), and the keywords of other protocols (C17, C20).

/** Sent in upper case however they are typed. */
export const METHODS: ReadonlySet<string> = new Set(
  (
    'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY ' +
    'ACL BIND CHECKIN CHECKOUT COPY LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE ORDERPATCH ' +
    'PROPFIND PROPPATCH PURGE REBIND REPORT SEARCH SUBSCRIBE UNBIND UNCHECKOUT UNLINK UNLOCK UNSUBSCRIBE UPDATE ' +
    'UPDATEREDIRECTREF VERSION-CONTROL LIST M-SEARCH NOTIFY'
  ).split(' '),
);

/** Keyword → what `postil parse` calls it. */
export const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['WEBSOCKET', 'WEBSOCKET'],
  ['WS', 'WEBSOCKET'],
  ['WSS', 'WEBSOCKET'],
  ['SSE', 'SSE'],
  ['EVENTSOURCE', 'SSE'],
  ['GRAPHQL', 'GRAPHQL'],
  ['GRPC', 'GRPC'],
  ['MQTT', 'MQTT'],
  ['AMQP', 'AMQP'],
]);

/** Recognised and not sent. */
export const UNSUPPORTED: ReadonlySet<string> = new Set(['GRPC', 'MQTT', 'AMQP']);

/** Those that may be typed in any case where every other token is a method of its own. */
const USUAL: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** `get` is `GET`, `ws` is `WEBSOCKET`; a custom method stays as typed. With `verbatim` keywords are in capitals and `purge` stays `purge`. */
export function normalMethod(typed: string, verbatim = false): string {
  const upper = typed.toUpperCase();
  if (verbatim) return KEYWORDS.get(typed) ?? (USUAL.has(upper) ? upper : typed);
  return KEYWORDS.get(upper) ?? (METHODS.has(upper) ? upper : typed);
}

export const isKnownMethod = (typed: string): boolean => {
  const upper = typed.toUpperCase();
  return METHODS.has(upper) || KEYWORDS.has(upper);
};
