// The names of request fields (IANA "Hypertext Transfer Protocol (HTTP) Field Name Registry", and what browsers and proxies use),
// for "did you mean", and those of which a request has one at most.

export const REQUEST_FIELDS: readonly string[] = (
  'A-IM Accept Accept-Charset Accept-Datetime Accept-Encoding Accept-Language Accept-Patch Accept-Ranges Access-Control-Request-Headers ' +
  'Access-Control-Request-Method Alt-Used Authorization Cache-Control Connection Content-Digest Content-Disposition Content-Encoding ' +
  'Content-Language Content-Length Content-Location Content-Range Content-Type Cookie DNT DPoP Date Depth Destination Early-Data ETag Expect ' +
  'Forwarded From HTTP2-Settings Host Idempotency-Key If If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive ' +
  'Last-Event-ID Last-Modified Link Location Lock-Token Max-Forwards Origin Overwrite Pragma Prefer Priority Proxy-Authorization ' +
  'Proxy-Connection Range Referer Repr-Digest Sec-CH-UA Sec-CH-UA-Mobile Sec-CH-UA-Platform Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site ' +
  'Sec-Fetch-User Sec-GPC Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version Signature Signature-Input ' +
  'SOAPAction Save-Data Set-Cookie TE Timeout Trailer Transfer-Encoding Upgrade Upgrade-Insecure-Requests User-Agent Vary Via ' +
  'Want-Content-Digest Want-Repr-Digest X-API-Key X-Api-Version X-CSRF-Token X-Correlation-ID X-Forwarded-For X-Forwarded-Host ' +
  'X-Forwarded-Proto X-HTTP-Method-Override X-Real-IP X-Request-ID X-Request-Type X-Requested-With'
).split(' ');

const LOWER: ReadonlySet<string> = new Set(REQUEST_FIELDS.map((name) => name.toLowerCase()));

/** `name` in lower case. */
export const isKnownField = (name: string): boolean => LOWER.has(name);

/** In lower case. Their values are no lists, so a second one can't be joined to the first (RFC 9110 section 5.3). */
export const SINGLETONS: readonly string[] = [
  ...[
    'authorization',
    'content-type',
    'content-location',
    'content-range',
    'date',
    'from',
    'if-modified-since',
    'if-range',
    'if-unmodified-since',
  ],
  ...['max-forwards', 'origin', 'proxy-authorization', 'range', 'referer', 'sec-websocket-key', 'sec-websocket-version', 'user-agent'],
];
