// Probes of a text's structure: its file, its blocks, its comments, its request lines and targets.
import { graded, type Probe, refused, sent, type Wanted } from './probe.ts';

const octets = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));

export const CLEARTEXT =
  'The draft gives a target without a scheme https, in origin-form too; the record sees these two over cleartext alone, so a client that takes the sentence at its word fails here. Postil sends origin-form over http unless Host names port 443 or 8443 (FORMAT.md C7).';

const FILES: readonly Probe[] = graded([
  ['file-lf-endings', 'Lines end at LF in a file called .http.', 'PUT http://AUTHORITY/lines\nX-Line: lf\n', sent(lines('lf'))],
  ['file-crlf-endings', 'Lines end at CRLF as well.', 'PUT http://AUTHORITY/lines\r\nX-Line: crlf\r\n', sent(lines('crlf'))],
  [
    'file-mixed-endings',
    'Both line ends may stand in one file.',
    'GET http://AUTHORITY/both\r\nX-First: a\nX-Second: b\r\nX-Third: c\n',
    sent({
      method: 'GET',
      target: '/both',
      fields: [
        ['X-First', 'a'],
        ['X-Second', 'b'],
        ['X-Third', 'c'],
      ],
    }),
  ],
  [
    'file-mixed-separator',
    'The blank line before content may end otherwise than the lines around it.',
    'PUT http://AUTHORITY/blank\r\nContent-Type: text/plain\r\n\npong\r\n',
    sent({ method: 'PUT', target: '/blank', fields: [['Content-Type', 'text/plain']], body: 'pong' }),
  ],
  [
    'file-rest-extension',
    'A file called .rest reads like one called .http.',
    'PUT http://AUTHORITY/lines\nX-Line: lf\n',
    sent(lines('lf')),
    { file: 'a.rest' },
  ],
  [
    'file-invalid-utf8',
    'Octets that are no UTF-8 are an error.',
    octets('GET http://AUTHORITY/latin\nX-Caf', 0xe9, ': 1\n'),
    refused('invalid-utf8'),
  ],
]);

function lines(value: string): Wanted {
  return { method: 'PUT', target: '/lines', fields: [['X-Line', value]] };
}

const COMMENTS: readonly Probe[] = graded([
  [
    'comment-hash',
    'A line that begins with # is a comment, before the request and among its fields.',
    commented('#'),
    uncommented('/numbers'),
  ],
  ['comment-slash', 'So is one that begins with //.', commented('//'), uncommented('/numbers')],
  [
    'comment-line-start',
    'A mark further on in a line begins no comment.',
    'GET http://AUTHORITY/in-line\nX-Colour: red #ff0000\nX-Path: //a//b\n',
    sent({
      fields: [
        ['X-Colour', 'red #ff0000'],
        ['X-Path', '//a//b'],
      ],
    }),
  ],
]);

function commented(mark: string): string {
  return `${mark} before all\n${mark}none\nGET http://AUTHORITY/numbers\nX-One: 1\n${mark} in between: x\nX-Two: 2\n`;
}

function uncommented(target: string): ReturnType<typeof sent> {
  return sent({
    target,
    fields: [
      ['X-One', '1'],
      ['X-Two', '2'],
    ],
    nowhere: ['before all', 'in between', 'none'],
  });
}

const BLOCKS: readonly Probe[] = graded([
  [
    'separator-two-blocks',
    'A line ### ends one request and begins the next.',
    'GET http://AUTHORITY/red\n###\nGET http://AUTHORITY/blue\n',
    sent({ target: '/red', nowhere: ['###'] }, { target: '/blue', nowhere: ['###'] }),
  ],
  [
    'separator-trailing-text',
    'Text after the ### changes nothing and is not sent.',
    'GET http://AUTHORITY/red\n##### then the other one\nGET http://AUTHORITY/blue\n',
    sent({ target: '/red', nowhere: ['then the other', '###'] }, { target: '/blue', nowhere: ['then the other', '###'] }),
  ],
  [
    'separator-leading',
    'A separator may stand before the first request.',
    '###\n###\nGET http://AUTHORITY/alone\n',
    sent({ target: '/alone' }),
  ],
  [
    'separator-empty-block',
    'A block without a request is no error and no request.',
    'GET http://AUTHORITY/red\n###\n# nothing here\n###\n\n###\nGET http://AUTHORITY/blue\n',
    sent({ target: '/red' }, { target: '/blue' }),
  ],
]);

const LINES: readonly Probe[] = graded([
  [
    'request-line-basic',
    'Method, target, no version: HTTP/1.1 with the path as target and Host from the URL.',
    'GET http://AUTHORITY/plain?n=2\nX-Next: line\n',
    sent({
      method: 'GET',
      target: '/plain?n=2',
      version: 'HTTP/1.1',
      fields: [
        ['Host', 'AUTHORITY'],
        ['X-Next', 'line'],
      ],
    }),
  ],
  ['request-line-malformed', 'A method without a target is an error.', 'DELETE\n', refused('no-target')],
  [
    'request-line-recognition',
    'The request line is the first that is not blank, no comment and no definition.',
    '\n\n// first a comment\n@idle = yes\n\n# and another\nHEAD http://AUTHORITY/there\n',
    sent({ method: 'HEAD', target: '/there' }),
  ],
  [
    'request-line-trailing-ws',
    'White space at the end of the request line counts for nothing.',
    'GET http://AUTHORITY/end\t \t\n',
    sent({ method: 'GET', target: '/end' }),
  ],
  [
    'method-omitted',
    'A target alone is a GET, with a version after it or not.',
    'http://AUTHORITY/bare\n###\nhttp://AUTHORITY/with HTTP/1.1\n',
    sent({ method: 'GET', target: '/bare' }, { method: 'GET', target: '/with', version: 'HTTP/1.1' }),
  ],
  [
    'method-verbatim-token',
    'Any other token is a method too, and goes out as typed.',
    'UNLIST http://AUTHORITY/a\n###\nX-Frob2 http://AUTHORITY/b\n###\nbrew http://AUTHORITY/c\n###\npurge http://AUTHORITY/d\n',
    sent(
      { method: 'UNLIST', target: '/a' },
      { method: 'X-Frob2', target: '/b' },
      { method: 'brew', target: '/c' },
      { method: 'purge', target: '/d' },
    ),
  ],
  ...(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const).map(
    (method) =>
      [
        `method-support-${method.toLowerCase()}`,
        `${method} is sent as ${method}.`,
        `${method} http://AUTHORITY/verb\n`,
        sent({ method, target: '/verb' }),
      ] as const,
  ),
]);

const TARGETS: readonly Probe[] = graded([
  [
    'absolute-form-target',
    'A URL says where to connect to, and its path and query are the target.',
    'GET http://AUTHORITY/far/away?a=b&c\n',
    sent({ target: '/far/away?a=b&c', fields: [['Host', 'AUTHORITY']] }),
  ],
  [
    'origin-form-target',
    'A path alone goes to where Host says.',
    'GET /list?from=3\nHost: AUTHORITY\n',
    sent({ target: '/list?from=3', fields: [['Host', 'AUTHORITY']] }),
    { doubt: CLEARTEXT },
  ],
  ['origin-form-missing-host', 'A path without Host is an error.', 'GET /nowhere\nX-Host: AUTHORITY\n', refused('no-host')],
  [
    'target-octets',
    'Path and query go out as typed: nothing encoded, decoded or tidied.',
    "GET http://AUTHORITY/%7Euser/%2f/a+b;c=1?q=%C3%a9&r=%20+,()*'!$&s=a|b^{c}\n",
    sent({ target: "/%7Euser/%2f/a+b;c=1?q=%C3%a9&r=%20+,()*'!$&s=a|b^{c}" }),
  ],
  ['target-scheme-default', 'Without a scheme it is https.', 'GET AUTHORITY/list?from=3\n', { kind: 'tls' }],
  ['target-scheme-written-http', 'http stays http.', 'GET http://AUTHORITY/clear\n', sent({ target: '/clear' })],
  ['target-scheme-written-https', 'https stays https.', 'GET https://AUTHORITY/sealed\n', { kind: 'tls' }],
]);

const VERSIONS: readonly Probe[] = graded([
  [
    'version-http10',
    'HTTP/1.0 is taken at its word.',
    'GET http://AUTHORITY/old HTTP/1.0\n',
    sent({ target: '/old', version: 'HTTP/1.0' }),
  ],
  ['version-http11', 'So is HTTP/1.1.', 'GET http://AUTHORITY/usual HTTP/1.1\n', sent({ target: '/usual', version: 'HTTP/1.1' })],
  ['version-malformed', 'A version that does not exist is an error.', 'GET http://AUTHORITY/odd HTTP/4.2\n', refused('bad-version')],
]);

export const STRUCTURE: readonly Probe[] = [...FILES, ...COMMENTS, ...BLOCKS, ...LINES, ...TARGETS, ...VERSIONS];
