// Probes of what a request carries: its fields and its content.
import { graded, type Probe, sent } from './probe.ts';
import { CLEARTEXT } from './structure-probes.ts';

const FIELDS: readonly Probe[] = graded([
  [
    'header-transmission',
    'Every field that is written is sent.',
    'GET http://AUTHORITY/all\nAccept-Language: de\nX-Trace: 0af7\nAuthorization: Basic open sesame\n',
    sent({
      fields: [
        ['Accept-Language', 'de'],
        ['X-Trace', '0af7'],
        ['Authorization', 'Basic open sesame'],
      ],
    }),
  ],
  [
    'header-block-extent',
    'Fields end at the first blank line; what looks like one after it is content.',
    'PUT http://AUTHORITY/edge\nX-In: 1\n\nX-Out: 2\nrest\n',
    sent({ fields: [['X-In', '1']], without: ['x-out'], body: 'X-Out: 2\nrest' }),
  ],
  [
    'header-name-recognition',
    'Host is Host in any case.',
    'GET /list?from=3\nhOST: AUTHORITY\n',
    sent({ target: '/list?from=3', fields: [['hOST', 'AUTHORITY']] }),
    { doubt: CLEARTEXT },
  ],
  [
    'header-value-utf8',
    'A value that is not ASCII goes out as the UTF-8 that the file has.',
    'GET http://AUTHORITY/u\nX-Place: Zürich → Łódź\n',
    sent({ fields: [['X-Place', 'Zürich → Łódź']] }),
  ],
  [
    'header-value-whitespace',
    'White space around a value is not sent, that within it is.',
    'GET http://AUTHORITY/w\nX-Wide: \t  a  \t b \t \n',
    sent({ fields: [['X-Wide', 'a  \t b']], nowhere: ['b \t', ':  '] }),
  ],
  [
    'header-duplicates-order',
    'A name that stands there twice is sent twice, in order, each with its case.',
    'GET http://AUTHORITY/twice\nx-tag: b\nX-TAG: a\nX-Tag: b\n',
    sent({
      fields: [
        ['x-tag', 'b'],
        ['X-TAG', 'a'],
        ['X-Tag', 'b'],
      ],
    }),
  ],
]);

const BRAILLE = Array.from({ length: 256 }, (_, i) => String.fromCodePoint(0x2800 + ((i * 7) % 256))).join('');

const BODIES: readonly Probe[] = graded([
  [
    'body-absence',
    'Without a blank line there is no content.',
    'GET http://AUTHORITY/empty\nX-A: 1\n',
    sent({ body: '', without: ['content-length'] }),
  ],
  [
    'body-basic',
    'Content begins after the blank line, ends without the last line break, and is UTF-8 whatever charset is named.',
    'POST http://AUTHORITY/charset\nContent-Type: text/html; charset=windows-1252\n\n<p>Ångström</p>\n',
    sent({ body: '<p>Ångström</p>' }),
  ],
  [
    'body-braille-octets',
    'Characters that stand for octets elsewhere are characters here.',
    `POST http://AUTHORITY/dots\nContent-Type: application/octet-stream\n\n${BRAILLE}\n`,
    sent({ body: BRAILLE }),
  ],
  [
    'body-octet-stream',
    'A type that says nothing of text changes nothing.',
    'POST http://AUTHORITY/opaque\nContent-Type: application/octet-stream\n\n«µ€𝄞»\n',
    sent({ body: { hex: 'c2abc2b5e282acf09d849ec2bb' } }),
  ],
  [
    'body-comment-like',
    'Blank lines, and lines that look like comments, are content: in JSON, in a form, in any type.',
    [
      'POST http://AUTHORITY/text\nContent-Type: text/plain\n\none\n\n# two\n// three\n',
      'POST http://AUTHORITY/json\nContent-Type: application/json\n\n{\n# two\n// three\n  "a": 1\n}\n',
      'POST http://AUTHORITY/form\nContent-Type: application/x-www-form-urlencoded\n\n# one\na=1\n&b = 2\n',
      'POST http://AUTHORITY/parts\nContent-Type: multipart/form-data; boundary=x\n\n--x\n# note\n\na\n--x\n',
      'POST http://AUTHORITY/bare\n\n[\n// note\n1]\n',
    ].join('###\n'),
    sent(
      { body: 'one\n\n# two\n// three' },
      { body: '{\n# two\n// three\n  "a": 1\n}' },
      { body: '# one\na=1\n&b = 2' },
      { body: '--x\n# note\n\na\n--x', fields: [['Content-Type', 'multipart/form-data; boundary=x']] },
      { body: '[\n// note\n1]' },
    ),
  ],
  [
    'body-crlf',
    'Line breaks inside of content are those of the file.',
    'POST http://AUTHORITY/crlf\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,2\n3,4\r\n',
    sent({ body: 'a,b\r\n1,2\n3,4' }),
  ],
  [
    'body-edge-whitespace',
    'White space at the beginning and the end of content is content.',
    'POST http://AUTHORITY/edge\nContent-Type: text/plain\n\n \tmiddle\t \n',
    sent({ body: ' \tmiddle\t ' }),
  ],
  [
    'body-end-separator',
    'Content ends at a separator; blank lines before it are none of it.',
    'POST http://AUTHORITY/a\n\nfirst\n###\nPOST http://AUTHORITY/b\n\n\nsecond\n\n\t\n###\nGET http://AUTHORITY/c\n',
    sent({ target: '/a', body: 'first' }, { target: '/b', body: '\nsecond' }, { target: '/c', body: '' }),
  ],
]);

export const CONTENT: readonly Probe[] = [...FIELDS, ...BODIES];
