// Cookies (RFC 6265): set, shown, cleared, and some that a browser refuses.
import type { Fields } from '../../core/http/field.ts';
import { json } from '../reply.ts';
import type { Call, Family } from '../route.ts';

export const cookies: Family = {
  title: 'Cookies',
  routes: [
    { methods: ['GET'], path: '/cookies', tells: 'Shows the cookies that came with the request.', answer: show },
    {
      methods: ['GET'],
      path: '/cookies/set',
      tells: 'Sets a cookie for each pair of the query; a session and a theme without any.',
      example: '/cookies/set?theme=dark',
      answer: set,
    },
    { methods: ['GET'], path: '/cookies/clear', tells: 'Clears every cookie that came, by a date in the past.', answer: clear },
    {
      methods: ['GET'],
      path: '/cookies/refused',
      tells: 'Sets cookies that a browser does not store, each for another reason.',
      answer: (call) => json(call, { stored: 'none of them' }, { fields: REFUSED.map((value) => ['Set-Cookie', value]) }),
    },
  ],
};

const REFUSED: readonly string[] = [
  '__Host-id=1; Path=/; Domain=127.0.0.1',
  '__Secure-id=1; Path=/',
  'tracking=1; SameSite=None; Path=/',
  'foreign=1; Domain=example.com; Path=/',
];

const received = (call: Call): [string, string][] =>
  (call.request.headers.cookie ?? '')
    .split(';')
    .map((pair): [string, string] => [pair.slice(0, Math.max(0, pair.indexOf('='))).trim(), pair.slice(pair.indexOf('=') + 1).trim()])
    .filter(([name]) => name !== '');

function show(call: Call): void {
  json(call, { cookies: received(call) }, { fields: [['Vary', 'Cookie']] });
}

function set(call: Call): void {
  const secure = call.url.protocol === 'https:' ? '; Secure' : '';
  const asked = [...call.url.searchParams].filter(([name, value]) => /^[\w-]+$/.test(name) && /^[\w.~+/=-]*$/.test(value));
  const fields: Fields =
    asked.length > 0
      ? asked.map(([name, value]) => ['Set-Cookie', `${name}=${value}; Path=/; SameSite=Lax${secure}`])
      : [
          ['Set-Cookie', `session=a1b2c3; Path=/; HttpOnly; SameSite=Lax${secure}`],
          ['Set-Cookie', `theme=light; Path=/; Max-Age=3600; SameSite=Lax${secure}`],
        ];
  json(call, { set: fields.length }, { fields });
}

function clear(call: Call): void {
  const names = received(call).map(([name]) => name);
  json(call, { cleared: names }, { fields: names.map((name) => ['Set-Cookie', `${name}=; Path=/; Max-Age=0; SameSite=Lax`]) });
}
