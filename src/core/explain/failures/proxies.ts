// Failures of proxies and of HTTP/2.

import { say, text } from '../../text/prose.ts';
import { ERROR_STEPS, ERROR_WORDS } from '../http2/error-words.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';

const entry = entriesOf('proxy-h2');

export const PROXIES: readonly FailureEntry[] = [
  entry(
    'UND_ERR_PRX_TLS',
    'TLS to the proxy failed',
    'The connection to the proxy itself is encrypted, and its handshake failed.',
    'Check the scheme of the proxy URL (http or https) and its certificate.',
  ),
  entry(
    'UND_ERR_SOCKS5 UND_ERR_SOCKS5_AUTH_FAILED UND_ERR_SOCKS5_CONNECTION_FAILED',
    'The SOCKS5 proxy failed',
    'The SOCKS5 proxy refused the connection or the credentials.',
    'Check address, user and password of the proxy, and its rules.',
    { specs: [rfc(1928, '6')] },
  ),
  entry(
    'ERR_PROXY_TUNNEL PROXY_TUNNEL',
    'The proxy refused the tunnel',
    'For https a proxy is asked with CONNECT to pass octets through; it refused.',
    'Give credentials if it answered 407; else ask who runs the proxy whether the host and port are allowed.',
    {
      specs: [rfc(9110, '9.3.6')],
      tell: tunnel,
    },
  ),
  entry(
    'ERR_PROXY_CONNECTION_FAILED',
    'The proxy cannot be reached',
    'The connection to the proxy itself failed: its address or port is wrong, or it does not run. The server behind it was never asked.',
    'Check address and port of the proxy in the settings of the system and of this client.',
  ),
  entry(
    'ERR_HTTP2_STREAM_ERROR ERR_HTTP2_STREAM_CANCEL',
    'The HTTP/2 stream was reset',
    'One side ended this stream with RST_STREAM; the error code says why.',
    'REFUSED_STREAM may be retried at once; for the others look at the code.',
    { specs: [rfc(9113, '5.4.2'), rfc(9113, '7')], tell: http2 },
  ),
  entry(
    'ERR_HTTP2_GOAWAY_SESSION',
    'The server is closing the HTTP/2 connection',
    'It sent GOAWAY: streams above the number in it were not handled.',
    'Send the request again on a new connection.',
    { specs: [rfc(9113, '6.8')], tell: http2 },
  ),
  entry(
    'ERR_HTTP2_ERROR ERR_HTTP2_SESSION_ERROR ERR_HTTP2_PROTOCOL_ERROR',
    'A violation of the HTTP/2 protocol',
    'One side broke a rule of HTTP/2, and the connection was ended.',
    'Try HTTP/1.1; look at the error code.',
    { specs: [rfc(9113, '5.4.1'), rfc(9113, '7')], tell: http2 },
  ),
  entry(
    'ERR_HTTP2_INVALID_SESSION',
    'The HTTP/2 connection is gone',
    'The connection was closed before the request could be sent on it.',
    'Send it again on a new connection.',
  ),
  entry(
    'UND_ERR_DESTROYED',
    'The connection pool was shut down while in use',
    'The client was destroyed with this request still open: a fault of the program that sent it.',
    'Send again; report it if it happens in Postil.',
  ),
  entry(
    'UND_ERR_CLOSED',
    'The connection pool was closed',
    'The client was closed and takes no more requests: a fault of the program that sends.',
    'Send again; report it if it happens in Postil.',
  ),
  entry(
    'UND_ERR_INFO',
    'A notice of the library',
    'The library reports something about the connection that is no failure by itself.',
    'Read its cause.',
    { level: 'info' },
  ),
  entry(
    'UND_ERR_NOT_SUPPORTED',
    'The library does not support this',
    'The request uses a feature that the sending library refuses, for example Expect.',
    'Leave the feature out.',
    {
      tell: ({ message }) => ({ ...(message !== '' && { title: say`Not supported by the sending library: ${escaped(message, 50)}` }) }),
    },
  ),
];

function tunnel({ message, host }: FailureFacts): Told {
  const status = /\b([1-5]\d\d)\b/.exec(message)?.[1];
  return status === undefined ? {} : { title: say`The proxy refused a tunnel to ${host} with ${status}` };
}

function http2({ message }: FailureFacts): Told {
  const code = /NGHTTP2_([A-Z0-9_]+)/.exec(message)?.[1] ?? Object.keys(ERROR_WORDS).find((name) => message.includes(name));
  const meaning = code === undefined ? undefined : ERROR_WORDS[code];
  if (code === undefined || meaning === undefined) return {};
  const next = ERROR_STEPS[code];
  return { title: say`HTTP/2 error ${code}: ${text(meaning)}`, ...(next !== undefined && { next: [text(next)] }) };
}
