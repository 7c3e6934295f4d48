// Basic (RFC 7617) and Digest (RFC 7616) authentication.
import { json, problem } from '../reply.ts';
import type { Call, Family } from '../route.ts';
import { PASSWORD, USER } from './credentials.ts';
import { DigestGate } from './digest.ts';

export function auth(): Family {
  const gate = new DigestGate();
  return {
    title: 'Authentication',
    routes: [
      { methods: ['GET'], path: '/auth/basic', tells: `Basic authentication: ${USER} and ${PASSWORD}.`, answer: basic },
      {
        methods: ['GET'],
        path: '/auth/digest',
        tells: 'Digest authentication; the challenge offers SHA-256 first, then MD5.',
        answer: (call) => gate.answer(call, ['SHA-256', 'MD5']),
      },
      {
        methods: ['GET'],
        path: '/auth/digest/md5',
        tells: 'Digest authentication with MD5 alone.',
        answer: (call) => gate.answer(call, ['MD5']),
      },
      {
        methods: ['GET'],
        path: '/auth/digest/sha-256',
        tells: 'Digest authentication with SHA-256 alone.',
        answer: (call) => gate.answer(call, ['SHA-256']),
      },
    ],
  };
}

function basic(call: Call): void {
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(call.request.headers.authorization ?? '') ?? [];
  if (Buffer.from(encoded, 'base64').toString() === `${USER}:${PASSWORD}`) json(call, { user: USER, scheme: 'Basic' });
  else
    problem(call, 401, `The practice user is ${USER} with the password ${PASSWORD}.`, [
      ['WWW-Authenticate', 'Basic realm="playground", charset="UTF-8"'],
    ]);
}
