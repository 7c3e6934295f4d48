// One answer for each status code, with the fields that RFC 9110 (or the code's own RFC) asks for with it.
import { STATUS_CODES } from 'node:http';
import type { Fields } from '../../core/http/field.ts';
import { answer, json, message, problem, TEXT_TYPE, text } from '../reply.ts';
import type { Call, Family } from '../route.ts';

export const status: Family = {
  title: 'Status codes',
  routes: [
    {
      methods: ['*'],
      path: '/status/{code}',
      tells: 'Answers with that status code, 100 to 999, and the fields that belong to it.',
      example: '/status/404',
      answer: answerWith,
    },
    { methods: ['GET'], path: '/status', tells: 'Lists the status codes that this server has a name for.', answer: list },
  ],
};

/** The fields that a response of this status needs, so that a client can act on it. */
export const fieldsFor = (code: number): Fields => FIELDS[code] ?? [];

const FIELDS: Readonly<Record<number, Fields>> = {
  201: [['Location', '/todos/1']],
  202: [['Location', '/long-poll']],
  206: [['Content-Range', 'bytes 0-4/11']],
  226: [
    ['IM', 'vcdiff'],
    ['ETag', '"practice"'],
  ],
  300: [['Link', '</echo>; rel="alternate", </html>; rel="alternate"']],
  301: [['Location', '/echo']],
  302: [['Location', '/echo']],
  303: [['Location', '/echo']],
  304: [
    ['ETag', '"practice"'],
    ['Cache-Control', 'max-age=60'],
  ],
  307: [['Location', '/echo']],
  308: [['Location', '/echo']],
  401: [['WWW-Authenticate', 'Basic realm="playground", charset="UTF-8"']],
  405: [['Allow', 'GET, HEAD']],
  407: [['Proxy-Authenticate', 'Basic realm="playground proxy"']],
  408: [['Connection', 'close']],
  413: [['Retry-After', '120']],
  415: [['Accept', 'application/json, application/x-www-form-urlencoded']],
  416: [['Content-Range', 'bytes */1000']],
  426: [
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
  ],
  429: [['Retry-After', '30']],
  451: [['Link', '<https://legal.example.test/>; rel="blocked-by"']],
  503: [['Retry-After', '60']],
  511: [['Link', '</login>; rel="help"']],
};

function answerWith(call: Call): void {
  const code = Number(call.params['code']);
  if (!/^[1-9]\d\d$/.test(call.params['code'] ?? '')) {
    problem(call, 400, 'A status code has three digits, the first from 1 to 9.');
    return;
  }
  if (code < 200) informational(call, code);
  else if (code === 204 || code === 304) answer(call, { status: code, fields: fieldsFor(code) });
  else if (code === 205) answer(call, { status: code, fields: [['Content-Length', '0']] });
  else if (code === 206) answer(call, { status: code, type: TEXT_TYPE, fields: fieldsFor(code), content: 'hello' });
  else text(call, `${code} ${STATUS_CODES[code] ?? 'has no registered name'}`, { status: code, fields: fieldsFor(code) });
}

/** A 1xx is never the last word (RFC 9110 section 15.2): it goes ahead of a 200. A 101 needs a protocol to switch to. */
function informational(call: Call, code: number): void {
  if (code === 101) {
    text(call, 'A 101 answers a request for an upgrade: try WEBSOCKET /ws/echo.', { status: 426, fields: fieldsFor(426) });
    return;
  }
  const fields = code === 103 ? ['Link: </style.css>; rel=preload; as=style'] : [];
  if (call.request.httpVersion !== '1.0')
    call.request.socket.write(message([`HTTP/1.1 ${code} ${STATUS_CODES[code] ?? 'Unknown'}`, ...fields]));
  text(call, `An informational ${code} went ahead of this 200.`);
}

function list(call: Call): void {
  const codes = Object.entries(STATUS_CODES).map(([code, name]) => ({ code: Number(code), name, link: `/status/${code}` }));
  json(call, codes);
}
