// Who may read: a picture that refuses foreign pages (Referer), and pages of another origin (CORS, the Fetch standard).
import type { Fields } from '../../core/http/field.ts';
import { picture } from '../picture.ts';
import { answer, json, problem } from '../reply.ts';
import type { Call, Family } from '../route.ts';

/** The one foreign origin that `/cors` trusts. */
export const TRUSTED_ORIGIN = 'https://app.example.test';

export const access: Family = {
  title: 'Referer and CORS',
  routes: [
    {
      methods: ['GET'],
      path: '/hotlink',
      tells: 'A picture; 403 when Referer says that a page of another site shows it.',
      answer: hotlink,
    },
    {
      methods: ['GET', 'PUT', 'DELETE'],
      path: '/cors',
      tells: `Readable with credentials for pages of ${TRUSTED_ORIGIN}, and for no other.`,
      answer: cors,
    },
    { methods: ['OPTIONS'], path: '/cors', tells: 'The preflight: which methods and fields such a page may use.', answer: preflight },
    {
      methods: ['GET'],
      path: '/cors/any',
      tells: 'Readable for pages of any origin, without credentials.',
      answer: (call) => json(call, { forEverybody: true }, { fields: [['Access-Control-Allow-Origin', '*']] }),
    },
    {
      methods: ['GET'],
      path: '/cors/wrong',
      tells: 'Says * together with credentials, which no browser accepts.',
      answer: (call) => json(call, { forNobody: true }, { fields: WRONG }),
    },
  ],
};

const WRONG: Fields = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Credentials', 'true'],
];

function hotlink(call: Call): void {
  const { referer, host } = call.request.headers;
  const from = referer === undefined ? undefined : URL.parse(referer)?.host;
  if (referer !== undefined && from !== host)
    problem(call, 403, `This picture is for pages of ${host ?? 'this site'}, not of ${from ?? 'elsewhere'}.`, [['Vary', 'Referer']]);
  else answer(call, { type: 'image/png', fields: [['Vary', 'Referer']], content: picture() });
}

const allowed = (call: Call): Fields =>
  call.request.headers.origin === TRUSTED_ORIGIN
    ? [
        ['Access-Control-Allow-Origin', TRUSTED_ORIGIN],
        ['Access-Control-Allow-Credentials', 'true'],
      ]
    : [];

function cors(call: Call): void {
  const exposed: Fields = [['Access-Control-Expose-Headers', 'X-Request-Id']];
  const trusted = allowed(call);
  json(
    call,
    { origin: call.request.headers.origin ?? null, readableByThatPage: trusted.length > 0 },
    { fields: [...trusted, ...(trusted.length > 0 ? exposed : []), ['X-Request-Id', 'practice'], ['Vary', 'Origin']] },
  );
}

function preflight(call: Call): void {
  const trusted = allowed(call);
  const granted: Fields = [
    ['Access-Control-Allow-Methods', 'GET, PUT, DELETE'],
    ['Access-Control-Allow-Headers', 'Authorization, Content-Type'],
    ['Access-Control-Max-Age', '600'],
  ];
  answer(call, {
    status: 204,
    fields: [
      ['Allow', 'GET, HEAD, PUT, DELETE, OPTIONS'],
      ...trusted,
      ...(trusted.length > 0 ? granted : []),
      ['Vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
    ],
  });
}
