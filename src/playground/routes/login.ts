// A login that gives out a token, and the page that wants one (RFC 6750).
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Fields } from '../../core/http/field.ts';
import { decodeBody } from '../decode/body.ts';
import { bodyOf } from '../read-body.ts';
import { json, problem } from '../reply.ts';
import type { Call, Family } from '../route.ts';
import { PASSWORD, USER } from './credentials.ts';

/** Always accepted, so that an example needs no login before it. */
export const PRACTICE_TOKEN = 'practice-token';

const LIFE = 3600;

export function login(): Family {
  const secret = randomBytes(32);
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');

  async function enter(call: Call): Promise<void> {
    const content = await bodyOf(call);
    if (content === undefined) return;
    const { user, password } = credentials(call.request.headers['content-type'], content);
    if (user !== USER || password !== PASSWORD) {
      problem(call, 401, `The practice user is ${USER} with the password ${PASSWORD}.`, [
        ['WWW-Authenticate', 'Bearer realm="playground"'],
      ]);
      return;
    }
    json(call, { token: token(sign), type: 'Bearer', expiresIn: LIFE });
  }

  function me(call: Call): void {
    const [, given] = /^Bearer +(\S+)$/i.exec(call.request.headers.authorization ?? '') ?? [];
    if (given === PRACTICE_TOKEN || (given !== undefined && valid(given, sign))) json(call, { user: USER, name: 'Ann Example' });
    else
      problem(
        call,
        401,
        given === undefined ? 'Send Authorization: Bearer and a token of /login.' : 'This token is not valid.',
        challenge(given),
      );
  }

  return {
    title: 'Login and token',
    routes: [
      {
        methods: ['POST'],
        path: '/login',
        tells: `Takes user=${USER} and password=${PASSWORD}, as a form or as JSON, and gives out a token (a JWT).`,
        answer: enter,
      },
      { methods: ['GET'], path: '/me', tells: `Who the token belongs to; 401 without one. ${PRACTICE_TOKEN} is always valid.`, answer: me },
    ],
  };
}

function credentials(type: string | undefined, content: Buffer): Readonly<Record<string, unknown>> {
  const body = decodeBody(type, content);
  if (body.encoding === 'urlencoded') return Object.fromEntries(body.pairs);
  if (body.encoding === 'multipart') return Object.fromEntries(body.parts.map(({ name = '', text }) => [name, text]));
  return body.encoding === 'json' && typeof body.value === 'object' && body.value !== null
    ? Object.fromEntries(Object.entries(body.value))
    : {};
}

/** RFC 7519, signed with HS256. */
function token(sign: (text: string) => string): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: 'playground', sub: USER, iat: now, exp: now + LIFE },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signed = parts.join('.');
  return `${signed}.${sign(signed)}`;
}

function valid(given: string, sign: (text: string) => string): boolean {
  const [head = '', payload = '', signature = ''] = given.split('.');
  const expected = Buffer.from(sign(`${head}.${payload}`));
  const actual = Buffer.from(signature);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false;
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly exp: number };
  return exp * 1000 > Date.now();
}

/** RFC 6750 section 3: no error code when no token was sent at all. */
const challenge = (given: string | undefined): Fields => [
  ['WWW-Authenticate', given === undefined ? 'Bearer realm="playground"' : 'Bearer realm="playground", error="invalid_token"'],
];
