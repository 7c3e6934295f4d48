// What the record notes down without a verdict, and what Postil does there.
import { begins, observed, type Probe, refused, sent } from './probe.ts';

const answer = (type: string, body: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`),
    body,
  ]);

const EVERY_OCTET = Uint8Array.from({ length: 256 }, (_, i) => i);
const TEXT = 'ab «µ€𝄞» yz';

const CHAIN = (type: string): string =>
  `# @name one\nGET http://AUTHORITY/one\n###\nPOST http://AUTHORITY/two\nContent-Type: ${type}\n\n{{one.response.body.*}}\n`;

export const OBSERVED: readonly Probe[] = observed([
  ['method-verbatim-lowercase', 'The seven usual methods in lower case.', 'put http://AUTHORITY/l\n', sent({ method: 'PUT' })],
  ['method-verbatim-mixedcase', 'And in mixed case.', 'pAtCh http://AUTHORITY/m\n', sent({ method: 'PATCH' })],
  [
    'header-name-casing',
    'The case of a name that stands there once.',
    'GET http://AUTHORITY/n\nx-LoUd: 1\n',
    sent({ fields: [['x-LoUd', '1']] }),
  ],
  ['header-line-fold', 'An indented line among fields.', 'GET http://AUTHORITY/f\nX-A: 1\n\tmore\n', refused('bad-header')],
  [
    'header-unknown-line',
    'A line without a colon among fields.',
    'GET http://AUTHORITY/f\nX-A: 1\nno field at all\n',
    refused('bad-header'),
  ],
  [
    'body-framing',
    'Content-Length where content is missing or empty.',
    'POST http://AUTHORITY/a\n###\nPOST http://AUTHORITY/b\n\n',
    sent({ body: '', fields: [['Content-Length', '0']] }, { body: '', fields: [['Content-Length', '0']] }),
  ],
  ['version-choice-omitted', 'The version where none is named.', 'GET http://AUTHORITY/v\n', sent({ version: 'HTTP/1.1' })],
  [
    'var-undefined-emission',
    'What is sent in the place of a name that nobody defines.',
    'GET http://AUTHORITY/u\nX-A: {{spook}}\n',
    refused('undefined'),
  ],
  ['target-dot-segments', 'Dots in a path.', 'GET http://AUTHORITY/a/./b/../c\n', sent({ target: '/a/./b/../c' })],
  [
    'wire-default-fields',
    'What is sent besides Host without being written.',
    'GET http://AUTHORITY/d\n',
    sent({
      fields: [
        ['User-Agent', 'Postil'],
        ['Accept', '*/*'],
        ['Accept-Encoding', 'gzip, deflate, br, zstd'],
      ],
    }),
  ],
  [
    'wire-response-text',
    'The text of an earlier response as content.',
    CHAIN('text/plain'),
    sent({ target: '/one' }, { target: '/two', body: TEXT }),
    { answers: [answer('text/plain', Buffer.from(TEXT))] },
  ],
  [
    'wire-response-octets',
    'Octets of an earlier response that are no text.',
    CHAIN('application/octet-stream'),
    sent({ target: '/one' }, { target: '/two', body: { hex: Buffer.from(EVERY_OCTET).toString('hex') } }),
    { answers: [answer('application/octet-stream', EVERY_OCTET)] },
  ],
  [
    'version-h2-attempt',
    'HTTP/2 without TLS: the preface of prior knowledge, no HTTP/1.1 instead.',
    'GET http://AUTHORITY/2 HTTP/2\n',
    begins('PRI * HTTP/2.0'),
  ],
  ['version-h3-attempt', 'HTTP/3: an error, no other version instead.', 'GET http://AUTHORITY/3 HTTP/3\n', begins()],
]);
