// Redirects: counted, in a circle, across origins, and with the codes that keep the method (RFC 9110 section 15.4).
import { problem, text } from '../reply.ts';
import { type Call, type Family, numberOf } from '../route.ts';

export const redirect: Family = {
  title: 'Redirects',
  routes: [
    { methods: ['*'], path: '/redirect/loop', tells: 'Leads to itself, for ever.', answer: (call) => to(call, '/redirect/loop') },
    {
      methods: ['*'],
      path: '/redirect/cross',
      tells: 'Leads to /echo on another origin (localhost and 127.0.0.1 are two): look which fields arrive there.',
      answer: cross,
    },
    {
      methods: ['*'],
      path: '/redirect/{n}',
      tells: 'Leads to /echo over n redirects; ?code= says with which of 301, 302, 303, 307, 308.',
      example: '/redirect/3',
      answer: countdown,
    },
  ],
};

const CODES: readonly number[] = [301, 302, 303, 307, 308];

function to(call: Call, location: string): void {
  const wanted = numberOf(call.url, 'code', 302, 999);
  const status = CODES.includes(wanted) ? wanted : 302;
  text(call, `See ${location}`, { status, fields: [['Location', location]] });
}

function countdown(call: Call): void {
  const n = call.params['n'] ?? '';
  if (!/^\d{1,3}$/.test(n)) problem(call, 400, 'Say with a number how many redirects you want.');
  else to(call, Number(n) <= 1 ? '/echo' : `/redirect/${Number(n) - 1}${call.url.search}`);
}

function cross(call: Call): void {
  const other = new URL(call.url);
  other.hostname = /^localhost(:|$)/i.test(call.request.headers.host ?? '') ? '127.0.0.1' : 'localhost';
  to(call, `${other.origin}/echo`);
}
