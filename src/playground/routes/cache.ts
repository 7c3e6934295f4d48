// Freshness and validation (RFC 9111, RFC 9110 section 13).
import type { Fields } from '../../core/http/field.ts';
import { etagMatches } from '../etag.ts';
import { answer, TEXT_TYPE, text } from '../reply.ts';
import { type Call, type Family, numberOf } from '../route.ts';

export const cache: Family = {
  title: 'Caching',
  routes: [
    {
      methods: ['GET'],
      path: '/cache',
      tells: 'Fresh for ?max-age= seconds (60), with ETag and Last-Modified; 304 to a conditional request that has them.',
      answer: conditional,
    },
    {
      methods: ['GET'],
      path: '/cache/vary',
      tells: 'One of three languages by Accept-Language, and says so in Vary.',
      answer: language,
    },
    {
      methods: ['GET'],
      path: '/cache/no-store',
      tells: 'May not be kept by any cache.',
      answer: (call) => text(call, 'Not for keeping.', { fields: [['Cache-Control', 'no-store']] }),
    },
  ],
};

const CONTENT = 'This text has not changed for a long time.\n';
const ETAG = '"v7"';
const MODIFIED = Date.UTC(2026, 0, 15, 8, 30);

/** RFC 9110 section 13.2.2: If-Modified-Since counts only where there is no If-None-Match. */
function conditional(call: Call): void {
  const tags = call.request.headers['if-none-match'];
  const since = Date.parse(call.request.headers['if-modified-since'] ?? '');
  const current = tags === undefined ? since >= MODIFIED : etagMatches(tags, ETAG, 'weak');
  const fields: Fields = [
    ['Cache-Control', `public, max-age=${numberOf(call.url, 'max-age', 60, 31_536_000)}`],
    ['ETag', ETAG],
    ['Last-Modified', new Date(MODIFIED).toUTCString()],
  ];
  if (current) answer(call, { status: 304, fields });
  else answer(call, { type: TEXT_TYPE, fields, content: CONTENT });
}

const GREETINGS: Readonly<Record<string, string>> = { en: 'Good morning', de: 'Guten Morgen', fr: 'Bonjour' };

function language(call: Call): void {
  const wanted = (call.request.headers['accept-language'] ?? '').toLowerCase().match(/[a-z]{2}/g) ?? [];
  const chosen = wanted.find((tag) => tag in GREETINGS) ?? 'en';
  text(call, GREETINGS[chosen] ?? '', {
    fields: [
      ['Content-Language', chosen],
      ['Cache-Control', 'public, max-age=60'],
      ['Vary', 'Accept-Language'],
      ['ETag', `"greeting-${chosen}"`],
    ],
  });
}
