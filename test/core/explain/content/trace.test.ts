import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../told.ts';

const told = (body: string, type = 'text/plain', url = 'https://api.example.com/r', status = 500): readonly string[] =>
  linesOf(
    { request: { method: 'GET', url, headers: [] }, response: { status, headers: [['Content-Type', type]], body } },
    'content/stack-trace',
  ).map((line) => line.replace(/^(\w+).*\((.*?)\).*$/, '$1 $2'));

test('the stack traces of the usual languages are recognised', () => {
  const rows: readonly (readonly [language: string, body: string])[] = [
    ['JavaScript', 'TypeError: Cannot read properties of undefined\n    at handler (/srv/app/index.js:10:5)'],
    ['JavaScript', '{"stack":"Error: x\\n    at /srv/a.js:1:2\\n"}'],
    ['Python', 'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in <module>'],
    ['Java', 'java.lang.NullPointerException\n\tat com.example.Foo.bar(Foo.java:10)'],
    ['.NET', 'System.Exception: x\n   at App.Program.Main(String[] args) in C:\\src\\Program.cs:line 12'],
    ['PHP', 'PHP Fatal error: Uncaught Exception\nStack trace:\n#0 /var/www/a.php(3): f()'],
    ['Ruby', "/srv/app/models/a.rb:10:in `save'"],
    ['Go', 'panic: boom\n\ngoroutine 1 [running]:\nmain.main()'],
  ];
  for (const [language, body] of rows) assert.deepEqual(told(body), [`warning ${language}`], body);
});

test('on this machine a trace is no finding, in a success or in prose there is none', () => {
  const trace = 'Error: x\n    at f (/a.js:1:2)';
  assert.deepEqual(told(trace, 'text/plain', 'http://localhost:3000/'), ['info JavaScript']);
  assert.deepEqual(told(trace, 'text/plain', 'https://a.example/', 200), []);
  assert.deepEqual(told('The shop opens at 10:30:00 tomorrow'), []);
});
