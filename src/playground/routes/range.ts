// Ranges of octets (RFC 9110 section 14): one, several, none that can be met.
import { randomBytes } from 'node:crypto';
import type { Fields } from '../../core/http/field.ts';
import { etagMatches } from '../etag.ts';
import { answer, problem, TEXT_TYPE } from '../reply.ts';
import type { Call, Family } from '../route.ts';

export const range: Family = {
  title: 'Ranges',
  routes: [
    {
      methods: ['GET'],
      path: '/range',
      tells: 'A thousand octets: Range gets 206 with one part or multipart/byteranges, 416 past the end; If-Range is honoured.',
      answer: ranged,
    },
  ],
};

/** One hundred lines of ten octets, each with its own offset: `000000000`, `000000010`… */
const CONTENT = Buffer.from(Array.from({ length: 100 }, (_, i) => `${String(i * 10).padStart(9, '0')}\n`).join(''));
const ETAG = '"thousand"';
const MOST_PARTS = 16;

/** First and last octet, both inclusive as in the field. */
interface Part {
  readonly first: number;
  readonly last: number;
}

function ranged(call: Call): void {
  const wanted = call.request.method === 'GET' ? partsOf(call.request.headers.range) : undefined;
  const condition = call.request.headers['if-range'];
  const fields: Fields = [
    ['Accept-Ranges', 'bytes'],
    ['ETag', ETAG],
    ['Cache-Control', 'public, max-age=60'],
  ];
  if (wanted === undefined || (condition !== undefined && !etagMatches(String(condition), ETAG, 'strong')))
    answer(call, { type: TEXT_TYPE, fields, content: CONTENT });
  else if (wanted.length === 0)
    problem(call, 416, `There are ${CONTENT.length} octets, from 0 to ${CONTENT.length - 1}.`, [
      ['Content-Range', `bytes */${CONTENT.length}`],
    ]);
  else partial(call, wanted, fields);
}

/** `undefined` for a field to be ignored (absent, another unit, wrong syntax), an empty list when nothing can be met. */
function partsOf(value: string | undefined): readonly Part[] | undefined {
  const [, set] = /^bytes=([\d\s,-]+)$/i.exec(value ?? '') ?? [];
  if (set === undefined) return undefined;
  const specs = set.split(',').map((spec) => /^\s*(\d*)-(\d*)\s*$/.exec(spec));
  if (specs.length > MOST_PARTS || specs.some((m) => m === null || (m[1] === '' && m[2] === ''))) return undefined;
  return specs.flatMap((m) => {
    const [first, last] = [m?.[1] ?? '', m?.[2] ?? ''];
    const part =
      first === ''
        ? { first: Math.max(0, CONTENT.length - Number(last)), last: CONTENT.length - 1 }
        : { first: Number(first), last: last === '' ? CONTENT.length - 1 : Math.min(Number(last), CONTENT.length - 1) };
    return part.first <= part.last ? [part] : [];
  });
}

const placeOf = ({ first, last }: Part): string => `bytes ${first}-${last}/${CONTENT.length}`;

function partial(call: Call, parts: readonly Part[], fields: Fields): void {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const content = CONTENT.subarray(only.first, only.last + 1);
    answer(call, { status: 206, type: TEXT_TYPE, fields: [['Content-Range', placeOf(only)], ...fields], content });
    return;
  }
  const boundary = `part-${randomBytes(8).toString('hex')}`;
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\nContent-Type: ${TEXT_TYPE}\r\nContent-Range: ${placeOf(part)}\r\n\r\n`),
    CONTENT.subarray(part.first, part.last + 1),
    Buffer.from('\r\n'),
  ]);
  const content = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
  answer(call, { status: 206, type: `multipart/byteranges; boundary=${boundary}`, fields, content });
}
