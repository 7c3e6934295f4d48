// What the scripts and consoles of browsers report, and what is only said in words: fetch() that gives no reason, blocked answers.
import { fetchStandard, rfc } from '../spec.ts';
import { entriesOf, type FailureEntry } from './entry.ts';

const entry = entriesOf('request');

export const BROWSERS: readonly FailureEntry[] = [
  entry(
    'FETCH_FAILED',
    'A browser gives no reason why fetch() failed',
    'To a script every failure looks the same: no network, no such host, a refused connection, a certificate that is not trusted, a CORS check that failed, or an extension that blocked the request. The reason stands only in the console and the network panel.',
    'Read the console of the browser; send the same request from here: when it works, the cause is CORS, mixed content or the browser itself.',
    {
      match: /^(?:Failed to fetch|Load failed|NetworkError when attempting to fetch resource\.?|Network Error|Network request failed)\b/i,
      specs: [fetchStandard('concept-network-error')],
    },
  ),
  entry(
    'ERR_BLOCKED_BY_CLIENT',
    'An extension of the browser blocked the request',
    'An ad blocker or another extension stopped it before it was sent; no server has seen it.',
    'Switch the extension off for this site, or choose a URL that its lists do not match.',
  ),
  entry(
    'ERR_BLOCKED_BY_RESPONSE',
    'The browser blocked the response by its own fields',
    'Cross-Origin-Resource-Policy of the response (or the embedder policy of the page, or X-Frame-Options) does not let that page use it. The request itself was carried out.',
    'Send Cross-Origin-Resource-Policy: cross-origin, or CORS fields, if other sites shall use it.',
    { match: /ERR_BLOCKED_BY_RESPONSE/, specs: [fetchStandard('cross-origin-resource-policy-header')] },
  ),
  entry(
    'ERR_QUIC_PROTOCOL_ERROR ERR_QUIC_HANDSHAKE_FAILED',
    'HTTP/3 over QUIC failed',
    'The browser tried HTTP/3, which runs over UDP, and the connection broke: a firewall that drops UDP, or a fault of the server.',
    'Try without HTTP/3 (QUIC); if that works, look at UDP port 443 on the way and at the server that sends Alt-Svc.',
    { specs: [rfc(9114, '8')] },
  ),
  entry(
    '',
    'The text is not JSON',
    'The program read the response as JSON and met something else: a page of HTML (an error page, a login) begins with <, an empty or cut body ends too early.',
    'Look at the status, Content-Type and the first characters of the body before it is parsed.',
    {
      id: 'not-json',
      match: /^Unexpected (?:token .*JSON|end of JSON input)|is not valid JSON$|^JSON Parse error|^JSON\.parse:/i,
      specs: [rfc(8259, '2')],
    },
  ),
  entry(
    '',
    'The redirect leads to no usable URL',
    'Location of the redirect is not a URL that can be followed: it does not parse, or its scheme is not http or https.',
    'Look at the Location field of the answer; switch redirects off (@no-redirect) to see it.',
    { id: 'redirect-url', match: /^(?:invalid redirect URL|unsupported redirect (?:scheme|protocol))/i, specs: [rfc(9110, '10.2.2')] },
  ),
];
