import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCurl } from '../../../src/core/interop/curl.ts';
import { requestsText } from '../../../src/core/interop/request-text.ts';

const written = (command: string): string => {
  const drafts = readCurl(command);
  return drafts === undefined ? 'no curl' : requestsText(drafts);
};

const cases: readonly (readonly [fact: string, command: string, text: readonly string[]])[] = [
  ['an address is a GET', 'curl https://e.test/a?b=c', ['GET https://e.test/a?b=c']],
  ['without a scheme it is http', "$ curl 'e.test'", ['GET http://e.test']],
  [
    'fields in order, over several lines, as browsers copy them',
    "curl 'https://e.test/' \\\n  -H 'accept: */*' \\\n  -H 'x-empty;' \\\n  --compressed",
    ['GET https://e.test/', 'accept: */*', 'x-empty:'],
  ],
  [
    'a form is a pair a line',
    'curl -d a=1 -d "b=x%20y" https://e.test/',
    ['POST https://e.test/', 'Content-Type: application/x-www-form-urlencoded', '', 'a=1', '&b=x%20y'],
  ],
  [
    'a form that is not encoded is sent as it is',
    "curl -d 'a=x y' https://e.test/",
    ['# @no-auto-encoding', 'POST https://e.test/', 'Content-Type: application/x-www-form-urlencoded', '', 'a=x y'],
  ],
  [
    'values are encoded as curl does',
    "curl --data-urlencode 'a=x y&ü' --data-urlencode '=(b)' https://e.test/",
    ['POST https://e.test/', 'Content-Type: application/x-www-form-urlencoded', '', 'a=x+y%26%C3%BC', '&%28b%29'],
  ],
  [
    'with -G the data are the query',
    'curl -G https://e.test/a?x=1#f -d b=2 --data-urlencode "c=3 4"',
    ['GET https://e.test/a?x=1&b=2&c=3+4#f'],
  ],
  [
    'JSON with its type',
    `curl --json '{"a": 1}' https://e.test/`,
    ['POST https://e.test/', 'Accept: application/json', 'Content-Type: application/json', '', '{"a": 1}'],
  ],
  [
    'JSON without a type is called JSON, and that is said',
    `curl https://e.test/ -d '{"a":1}'`,
    [
      '# curl would call the content application/x-www-form-urlencoded, as nothing else is said of it (-d). It looks like JSON.',
      'POST https://e.test/',
      'Content-Type: application/json',
      '',
      '{"a":1}',
    ],
  ],
  [
    'files as content',
    'curl -X PATCH --data-binary @./a.json -H "Content-Type: application/json" https://e.test/',
    ['PATCH https://e.test/', 'Content-Type: application/json', '', '< ./a.json'],
  ],
  [
    'what -d does to a file is said',
    'curl -d @a.txt -H "Content-Type: text/plain" https://e.test/',
    [
      '# curl takes the line breaks out of a.txt (-d). Here the file is sent as it is.',
      'POST https://e.test/',
      'Content-Type: text/plain',
      '',
      '< a.txt',
    ],
  ],
  ['a file is put under its name', 'curl -T dir/a.bin https://e.test/up/', ['PUT https://e.test/up/a.bin', '', '< dir/a.bin']],
  [
    'a multipart form',
    `curl -F 'note="hello; world";type=text/plain' -F 'cut=a;b' -F file=@b.txt -F "json=<c.json" https://e.test/`,
    [
      '# curl ends the value at the first semicolon (-F): cut=a;b',
      'POST https://e.test/',
      'Content-Type: multipart/form-data; boundary=----postil',
      '',
      '------postil',
      'Content-Disposition: form-data; name="note"',
      'Content-Type: text/plain',
      '',
      'hello; world',
      '------postil',
      'Content-Disposition: form-data; name="cut"',
      '',
      'a',
      '------postil',
      'Content-Disposition: form-data; name="file"; filename="b.txt"',
      'Content-Type: text/plain',
      '',
      '< b.txt',
      '------postil',
      'Content-Disposition: form-data; name="json"',
      '',
      '< c.json',
      '------postil--',
    ],
  ],
  ['user and password', 'curl -u ann:secret https://e.test/', ['GET https://e.test/', 'Authorization: Basic ann:secret']],
  ['those with white space are encoded', "curl -u 'ann:a b' https://e.test/", ['GET https://e.test/', 'Authorization: Basic YW5uOmEgYg==']],
  [
    'a password that is asked for',
    'curl --digest -u ann https://e.test/',
    ['# @prompt password of ann', 'GET https://e.test/', 'Authorization: Digest ann:{{password}}'],
  ],
  [
    'directives for what concerns the connection',
    'curl -k -x proxy:3128 -U a:b --max-time 2.5 --connect-timeout 3 --no-location -L --http2 https://e.test/',
    [
      '# @insecure',
      '# @timeout 2500 ms',
      '# @connection-timeout 3 s',
      '# @no-redirect',
      '# @proxy http://a:b@proxy:3128',
      'GET https://e.test/ HTTP/2',
    ],
  ],
  [
    'cookies, agent, referrer, range',
    "curl -b 'a=1; b=2' -A me -e 'http://r.test/;auto' -r 0-9 -b c=3 https://e.test/",
    ['GET https://e.test/', 'User-Agent: me', 'Referer: http://r.test/', 'Range: bytes=0-9', 'Cookie: a=1; b=2; c=3'],
  ],
  [
    'what can not be said is said',
    'curl -sS --resolve e.test:443:127.0.0.1 -o out.json https://e.test/ | jq .',
    ['# Not taken over from the curl command: | jq ., -s, -S, --resolve e.test:443:127.0.0.1, -o out.json', 'GET https://e.test/'],
  ],
  [
    'several requests',
    'curl https://e.test/a https://e.test/b --next -I https://e.test/c\ncurl https://e.test/d',
    [
      'GET https://e.test/a',
      '',
      '###',
      '',
      'GET https://e.test/b',
      '',
      '###',
      '',
      'HEAD https://e.test/c',
      '',
      '###',
      '',
      'GET https://e.test/d',
    ],
  ],
  [
    'variables of the shell are those of the process, braces of the text stay text',
    `curl -H "Authorization: Bearer $TOKEN" -H 'X: $NO {{x}}' "https://e.test/\${ID}/a"`,
    ['GET https://e.test/{{$processEnv ID}}/a', 'Authorization: Bearer {{$processEnv TOKEN}}', 'X: $NO \\{\\{x\\}\\}'],
  ],
  [
    'a here-document',
    "curl -X PUT --data-binary @- -H 'Content-Type: text/plain' https://e.test/ <<'END'\none\ntwo\nEND\n",
    [
      '# Blank lines around the content are not sent. To send them, put it into a file (< ./file).',
      'PUT https://e.test/',
      'Content-Type: text/plain',
      '',
      'one',
      'two',
      '',
    ],
  ],
  [
    'the command prompt of Windows',
    'curl --request POST ^"https://e.test/?a=1^&b=^%^20^" ^\n  -H ^"content-type: application/json^" ^\n  --data-raw ^"^{^\\^"a^\\^":^\\^"x^\n\ny^\\^"^}^"',
    ['POST https://e.test/?a=1&b=%20', 'content-type: application/json', '', '{"a":"x', 'y"}'],
  ],
  [
    'a line that would end the content begins with a space, and that is said',
    "curl -H 'Content-Type: text/plain' --data-raw $'a\\n### b\\n< c\\n' https://e.test/",
    [
      '# A line of the content would name a file here (“< …”): a space was put before it.',
      '# A line of the content would not be read as content here (“### b”): a space was put before it.',
      '# Blank lines around the content are not sent. To send them, put it into a file (< ./file).',
      'POST https://e.test/',
      'Content-Type: text/plain',
      '',
      'a',
      ' ### b',
      ' < c',
      '',
    ],
  ],
  [
    'several addresses of one are told',
    'curl https://e.test/[1-3]',
    [
      '# curl would send a request for each of the addresses that the brackets make. Here it is one, as it stands.',
      'GET https://e.test/[1-3]',
    ],
  ],
  [
    'a field that is taken away is named with the setting that keeps it away here',
    "curl https://e.test/ -H 'User-Agent:'",
    ['# curl sends no User-Agent here. Postil adds it, unless postil.defaultHeaders has "User-Agent": false.', 'GET https://e.test/'],
  ],
  [
    'a signature for AWS',
    'curl --aws-sigv4 aws:amz:eu-west-1:s3 -u KEY:SECRET https://e.test/',
    ['GET https://e.test/', 'Authorization: AWS KEY SECRET region:eu-west-1 service:s3'],
  ],
];

for (const [fact, command, text] of cases) test(fact, () => assert.equal(written(command), `${text.join('\n')}\n`));

test('what is no curl command, or more than that, is none', () => {
  for (const text of ['', 'GET http://e.test', 'curling https://e.test', 'cd x; curl https://e.test', 'see curl https://e.test', 'curl -V'])
    assert.equal(readCurl(text), undefined, text);
});
