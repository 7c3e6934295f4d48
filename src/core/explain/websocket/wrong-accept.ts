// A Sec-WebSocket-Accept that does not fit, tried against the usual mistakes of servers. The fewest mistakes that explain it win.
import { createHash, createHmac } from 'node:crypto';
import { acceptProof, GUID, keyOctets } from './accept.ts';

export interface AcceptMistake {
  /** Stable: `key+crlf`, `guid-missing`, `hex`… joined with ` ` when two mistakes were made. */
  readonly code: string;
  /** What the server did, to follow "the server": `hashed the key together with its line ending (CRLF)`. */
  readonly did: string;
  /** What to change at the server. */
  readonly mend: string;
}

/** `undefined` when none of the mistakes fits: nothing is guessed. */
export function findMistake(key: string, received: string): AcceptMistake | undefined {
  const value = received.trim();
  return withoutHash(key, value) ?? digestMistake(key, value) ?? slippedGuid(key, value) ?? damaged(key, value);
}

interface Variant<T> extends AcceptMistake {
  readonly value: T;
}

const right = <T>(value: T): Variant<T> => ({ code: '', did: '', mend: '', value });

type Octets = Uint8Array | string;

const TRIM = 'take the field value without surrounding white space and line ending';
const VERBATIM = 'hash the key as the text it is on the wire, unchanged';

function inputs(key: string): readonly Variant<Octets>[] {
  const decoded = keyOctets(key);
  const surrounded: readonly (readonly [string, string, string])[] = [
    ['key+crlf', `${key}\r\n`, 'hashed the key together with its line ending (CRLF)'],
    ['key+lf', `${key}\n`, 'hashed the key together with a newline (LF)'],
    ['key+cr', `${key}\r`, 'hashed the key together with a carriage return (CR): it split the header at LF and did not trim the rest'],
    ['space+key', ` ${key}`, 'hashed the key with the space after the colon: white space was not trimmed'],
    ['key+space', `${key} `, 'hashed the key with a trailing space: white space was not trimmed'],
    ['space+key+crlf', ` ${key}\r\n`, 'hashed the key with the space before it and the line ending (CRLF) after it'],
    ['space+key+cr', ` ${key}\r`, 'hashed the key with the space before it and a carriage return after it'],
    ['key+nul', `${key}\0`, 'hashed the key with the terminating NUL octet of its string'],
    ['header-line', `Sec-WebSocket-Key: ${key}`, 'hashed the whole header line instead of its value alone'],
    ['header-line+crlf', `Sec-WebSocket-Key: ${key}\r\n`, 'hashed the whole header line with its CRLF instead of its value alone'],
    ['quoted-key', `"${key}"`, 'hashed the key in quotation marks'],
  ];
  return [
    right(key),
    ...(decoded === undefined
      ? []
      : [
          { code: 'decoded-key', did: 'decoded the key from base64 first and hashed its octets', mend: VERBATIM, value: decoded },
          { code: 'hex-key', did: 'hashed the key in hexadecimal', mend: VERBATIM, value: hexText(decoded) },
        ]),
    ...surrounded.map(([code, value, did]) => ({ code, did, mend: TRIM, value })),
    { code: 'lower-case-key', did: 'put the key into lower case before it hashed it', mend: VERBATIM, value: key.toLowerCase() },
    { code: 'upper-case-key', did: 'put the key into upper case before it hashed it', mend: VERBATIM, value: key.toUpperCase() },
    { code: 'unpadded-key', did: 'cut the padding = off the key', mend: VERBATIM, value: key.replace(/=+$/, '') },
    {
      code: 'url-encoded-key',
      did: 'percent-encoded the key before it hashed it',
      mend: VERBATIM,
      value: encodeURIComponent(key.toWellFormed()),
    },
    { code: 'plus-as-space', did: 'form-decoded the key, so that + became a space', mend: VERBATIM, value: key.replaceAll('+', ' ') },
    { code: 'encoded-twice', did: 'base64-encoded the key once more before it hashed it', mend: VERBATIM, value: latin1Base64(key) },
    { code: 'key-missing', did: 'hashed the GUID alone, without the key', mend: 'put the key of this request before the GUID', value: '' },
    ...['undefined', 'null', 'None', 'nil'].map((word) => ({
      code: 'key-not-found',
      did: `hashed the word ${word} in place of the key: it did not find the field`,
      mend: 'look the key up whatever the case of its name, sec-websocket-key',
      value: word,
    })),
    ...EXAMPLE_KEYS.filter((example) => example !== key).map((example) => ({
      code: 'other-key',
      did: `answered for another key (${example}, a printed example): the Accept is a constant or copied, not computed`,
      mend: 'compute it from the key of each request',
      value: example,
    })),
  ];
}

/** Keys printed in RFC 6455, Wikipedia and other texts, whose Accept is sometimes copied. */
const EXAMPLE_KEYS = ['dGhlIHNhbXBsZSBub25jZQ==', 'x3JJHMbDL1EzLkh9GBhXDw==', 'AQIDBAUGBwgJCgsMDQ4PEC==', 'AQIDBAUGBwgJCgsMDQ4PEA=='];

/** More than one slip away from the right one, so that `slippedGuid` does not find it. */
const MISTYPED = '258EAFA5-E914-47DA-95CA-5AB5DC11B735';

const GUIDS: readonly Variant<Octets>[] = [
  right(GUID),
  { code: 'guid-missing', did: 'hashed the key alone: the GUID was not appended', mend: `append ${GUID} to the key`, value: '' },
  { code: 'guid-lower-case', did: 'appended the GUID in lower case', mend: 'write the GUID in upper case', value: GUID.toLowerCase() },
  { code: 'guid-no-dashes', did: 'appended the GUID without its dashes', mend: 'keep the dashes', value: GUID.replaceAll('-', '') },
  { code: 'guid+lf', did: 'appended a newline (LF) to the GUID', mend: 'append the GUID alone', value: `${GUID}\n` },
  { code: 'guid+crlf', did: 'appended a line ending (CRLF) to the GUID', mend: 'append the GUID alone', value: `${GUID}\r\n` },
  { code: 'guid+space', did: 'appended a space to the GUID', mend: 'append the GUID alone', value: `${GUID} ` },
  { code: 'guid+nul', did: 'appended the terminating NUL octet of the GUID', mend: 'append the 36 characters alone', value: `${GUID}\0` },
  { code: 'guid-braces', did: 'appended the GUID in braces', mend: 'append the GUID alone', value: `{${GUID}}` },
  { code: 'guid-binary', did: 'appended the GUID as 16 octets', mend: 'append it as text', value: guidOctets() },
  {
    code: 'guid-mistyped',
    did: `appended a wrong GUID, ${MISTYPED}`,
    mend: `append ${GUID}`,
    value: MISTYPED,
  },
  ...[':', '-', '+', ',', ', ', '.', '|', ';'].map((mark) => ({
    code: 'separator',
    did: `put ${mark === ', ' ? 'a comma and a space' : `"${mark}"`} between the key and the GUID`,
    mend: 'put nothing between the two',
    value: mark + GUID,
  })),
];

type Hash = (key: Uint8Array, guid: Uint8Array) => Digest;

const plainHash =
  (name: string): Hash =>
  (key, guid) =>
    createHash(name).update(key).update(guid).digest();
const sha1 = plainHash('sha1');
const NOTHING = new Uint8Array();
const HASH_ONCE = 'hash key and GUID with SHA-1 once';
const NO_HMAC = 'use the plain hash over key and GUID';

const HASHES: readonly Variant<Hash>[] = [
  right(sha1),
  ...(['md5', 'sha256', 'sha512', 'sha384', 'sha224'] as const).map((name) => ({
    code: name,
    did: `hashed with ${name === 'md5' ? 'MD5' : name.replace('sha', 'SHA-')}`,
    mend: 'hash with SHA-1, whose digest has 20 octets',
    value: plainHash(name),
  })),
  { code: 'guid-first', did: 'put the GUID before the key', mend: 'append the GUID after the key', value: (key, guid) => sha1(guid, key) },
  { code: 'sha1-twice', did: 'hashed the digest a second time', mend: HASH_ONCE, value: (key, guid) => sha1(sha1(key, guid), NOTHING) },
  {
    code: 'sha1-of-hex',
    did: 'hashed the hex digits of the digest a second time',
    mend: HASH_ONCE,
    value: (key, guid) => sha1(octetsOf(sha1(key, guid).toString('hex')), NOTHING),
  },
  {
    code: 'hmac',
    did: 'made an HMAC of the key with the GUID as its secret',
    mend: NO_HMAC,
    value: (key, guid) => createHmac('sha1', guid).update(key).digest(),
  },
  {
    code: 'hmac',
    did: 'made an HMAC of the GUID with the key as its secret',
    mend: NO_HMAC,
    value: (key, guid) => createHmac('sha1', key).update(guid).digest(),
  },
];

/** A digest as node:crypto gives it, which writes itself quickly. */
type Digest = Buffer;

const TWENTY = 'encode the 20 octets in base64';

const ENCODINGS: readonly Variant<(digest: Digest) => string>[] = [
  right((d) => d.toString('base64')),
  { code: 'hex', did: 'wrote the digest in hex (hexadecimal) instead of base64', mend: TWENTY, value: (d) => d.toString('hex') },
  {
    code: 'hex-upper',
    did: 'wrote the digest in hex (hexadecimal) instead of base64',
    mend: TWENTY,
    value: (d) => d.toString('hex').toUpperCase(),
  },
  ...[(d: Digest) => d.toString('hex'), (d: Digest) => d.toString('hex').toUpperCase()].map((digits) => ({
    code: 'base64-of-hex',
    did: 'encoded the hex (hexadecimal) digits of the digest in base64',
    mend: 'encode the 20 octets themselves, not their hex digits',
    value: (d: Digest) => latin1Base64(digits(d)),
  })),
  { code: 'unpadded', did: 'left out the padding =', mend: 'keep the padding', value: (d) => d.toString('base64').replace(/=+$/, '') },
  {
    code: 'base64url',
    did: 'used the URL-safe base64 alphabet',
    mend: 'use + and /, not - and _',
    value: (d) => base64Url(d.toString('base64')),
  },
  {
    code: 'base64url unpadded',
    did: 'used the URL-safe base64 alphabet without padding',
    mend: 'use + and / and the padding',
    value: (d) => base64Url(d.toString('base64')).replace(/=+$/, ''),
  },
  { code: 'lower-case', did: 'put the result into lower case', mend: 'keep its case', value: (d) => d.toString('base64').toLowerCase() },
  { code: 'upper-case', did: 'put the result into upper case', mend: 'keep its case', value: (d) => d.toString('base64').toUpperCase() },
  { code: 'quoted', did: 'put the result in quotation marks', mend: 'send it without them', value: (d) => `"${d.toString('base64')}"` },
  {
    code: 'url-encoded',
    did: 'percent-encoded the result',
    mend: 'send the base64 as it is',
    value: (d) => encodeURIComponent(d.toString('base64')),
  },
  {
    code: 'utf-8-digest',
    did: 'treated the digest as text and wrote it in UTF-8, so that octets from 80 up became two',
    mend: 'encode the octets, not a string',
    value: (d) => base64Text(new TextEncoder().encode(String.fromCharCode(...d))),
  },
  {
    code: 'base64-twice',
    did: 'encoded the digest in base64 twice',
    mend: 'encode it once',
    value: (d) => latin1Base64(d.toString('base64')),
  },
  {
    code: 'little-endian',
    did: 'wrote the 32-bit words of the digest in little-endian order',
    mend: 'write each word with its highest octet first',
    value: (d) =>
      Buffer.from(d.subarray(0, d.length - (d.length % 4)))
        .swap32()
        .toString('base64'),
  },
  { code: 'digest+nul', did: 'encoded a NUL octet after the digest', mend: TWENTY, value: (d) => base64Text(Uint8Array.of(...d, 0)) },
  {
    code: 'digest-cut',
    did: 'cut the digest at its first NUL octet, as functions for strings do',
    mend: `${TWENTY}, whatever they are`,
    value: (d) => base64Text(d.includes(0) ? d.subarray(0, d.indexOf(0)) : d),
  },
];

/** At most two mistakes together, those with the fewest first. */
function digestMistake(key: string, received: string): AcceptMistake | undefined {
  let best: readonly AcceptMistake[] | undefined;
  for (const input of inputs(key)) {
    for (const guid of GUIDS) {
      for (const hash of HASHES) {
        const first = [input, guid, hash].filter((variant) => variant.code !== '');
        if (first.length > 2 || first.length >= (best?.length ?? 3)) continue;
        const digest = hash.value(octetsOf(input.value), octetsOf(guid.value));
        const encoding = ENCODINGS.find((one) => one.value(digest) === received);
        const made = encoding === undefined ? undefined : [...first, ...(encoding.code === '' ? [] : [encoding])];
        if (made !== undefined && made.length > 0 && made.length < (best?.length ?? 3)) best = made;
      }
    }
  }
  return best && joined(best);
}

const joined = (mistakes: readonly AcceptMistake[]): AcceptMistake => ({
  code: mistakes.map((one) => one.code).join(' '),
  did: mistakes.map((one) => one.did).join(' and '),
  mend: mistakes.map((one) => one.mend).join('; '),
});

function withoutHash(key: string, received: string): AcceptMistake | undefined {
  const hashIt = 'append the GUID, hash with SHA-1, encode in base64';
  if (received === '') return { code: 'empty', did: 'sent an empty value', mend: hashIt };
  if (received === key) return { code: 'echo', did: 'echoed the key: it sent it back as it came', mend: hashIt };
  if (received === key + GUID) return { code: 'no-hash', did: 'sent key and GUID without hashing them', mend: hashIt };
  if (received === latin1Base64(key + GUID))
    return { code: 'no-hash', did: 'encoded key and GUID in base64 without hashing them', mend: hashIt };
  if (received === latin1Base64(key)) return { code: 'echo', did: 'sent the key back, encoded in base64 once more', mend: hashIt };
  if (received === GUID) return { code: 'guid-alone', did: 'sent the GUID itself', mend: hashIt };
  return undefined;
}

/** One character of the GUID mistyped, dropped or swapped with its neighbour. */
function slippedGuid(key: string, received: string): AcceptMistake | undefined {
  for (const guid of slips()) {
    if (
      createHash('sha1')
        .update(key + guid, 'latin1')
        .digest('base64') === received
    )
      return { code: 'guid-mistyped', did: `appended a mistyped GUID, ${guid}`, mend: `append ${GUID}` };
  }
  return undefined;
}

function* slips(): Generator<string> {
  for (let i = 0; i < GUID.length; i++) {
    yield GUID.slice(0, i) + GUID.slice(i + 1);
    yield GUID.slice(0, i) + (GUID[i + 1] ?? '') + (GUID[i] ?? '') + GUID.slice(i + 2);
    for (const c of '0123456789ABCDEFO') yield GUID.slice(0, i) + c + GUID.slice(i + 1);
  }
}

/** Made rightly and harmed afterwards: a piece of it, or something behind it. */
function damaged(key: string, received: string): AcceptMistake | undefined {
  const { accept } = acceptProof(key);
  if (received.length >= 4 && accept.startsWith(received))
    return { code: 'cut', did: `sent only the first ${received.length} of ${accept.length} characters`, mend: 'send all of the base64' };
  if (received.startsWith(accept))
    return { code: 'surplus', did: 'sent something more after the right value', mend: 'send the base64 alone' };
  return undefined;
}

const octetsOf = (value: Octets): Uint8Array => (typeof value === 'string' ? new TextEncoder().encode(value) : value);
function base64Text(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets));
}
function hexText(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
const base64Url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const latin1Base64 = (text: string): string => base64Text(new TextEncoder().encode(text));

function guidOctets(): Uint8Array {
  const digits = GUID.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}
