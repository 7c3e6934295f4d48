// Sec-WebSocket-Key and Sec-WebSocket-Accept (RFC 6455 sections 4.1, 4.2.2, 11.3.1 and 11.3.3).
import { type Fields, firstOf, valuesOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import { escaped, octetCount } from '../shown.ts';
import { acceptProof, keyOctets } from './accept.ts';
import { shown } from './check-upgrade.ts';
import { type Fault, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';
import { type AcceptMistake, findMistake } from './wrong-accept.ts';

export function checkKey({ asked, answered }: HandshakeFacts): HandshakeCheck {
  const key = asked && firstOf(asked, 'Sec-WebSocket-Key');
  const faults = [...(asked === undefined ? [] : keyFaults(asked)), ...(answered === undefined ? [] : acceptFaults(key, answered))];
  return row(
    'Key → Accept',
    [shown(asked, 'Sec-WebSocket-Key'), shown(answered, 'Sec-WebSocket-Accept')],
    faults,
    key === undefined || answered === undefined
      ? say`The key is well formed: base64 of 16 octets.`
      : say`base64(SHA-1(key + GUID)) is ${acceptProof(key).accept}, and so the server says.`,
  );
}

function keyFaults(asked: Fields): readonly Fault[] {
  const keys = valuesOf(asked, 'Sec-WebSocket-Key');
  const key = keys[0];
  if (key === undefined)
    return [
      fault(
        'key-missing',
        { side: 'request' },
        {
          title: say`The request has no ${'Sec-WebSocket-Key'}`,
          detail: say`The client must send base64 of 16 random octets, which the server answers with ${'Sec-WebSocket-Accept'}. Without it a server refuses with ${'400'}.`,
        },
      ),
    ];
  const at = { side: 'request', field: 'Sec-WebSocket-Key' } as const;
  if (keys.length > 1)
    return [
      fault('key-twice', at, {
        title: say`${'Sec-WebSocket-Key'} is sent ${text(`${keys.length} times`)}`,
        detail: say`It must stand in a request only once: the server could not know which key to answer.`,
        section: '11.3.1',
      }),
    ];
  const octets = keyOctets(key);
  if (octets?.length === 16) return [];
  const found = octets === undefined ? 'no valid base64' : `base64 of ${octetCount(octets.length)}`;
  return [
    fault('key-length', at, {
      title: say`The key is ${text(found)}; it must be base64 of 16 octets`,
      detail: say`${escaped(key, 40)} is ${text(found)}. A nonce of 16 octets gives 24 characters ending in ${'=='}. Strict servers refuse anything else with ${'400'}.`,
    }),
  ];
}

function acceptFaults(key: string | undefined, answered: Fields): readonly Fault[] {
  const values = valuesOf(answered, 'Sec-WebSocket-Accept');
  const value = values[0];
  if (value === undefined)
    return [
      fault(
        'accept-missing',
        { side: 'response' },
        {
          title: say`The ${'101'} answer has no ${'Sec-WebSocket-Accept'}`,
          detail: join([
            say`The field is missing, so nothing proves that the server read the key and speaks WebSocket; the client must fail the connection.`,
            key === undefined ? [] : say`For this key it would be ${acceptProof(key).accept}.`,
          ]),
        },
      ),
    ];
  const at = { side: 'response', field: 'Sec-WebSocket-Accept' } as const;
  if (values.length > 1)
    return [
      fault('accept-twice', at, {
        title: say`${'Sec-WebSocket-Accept'} is sent ${text(`${values.length} times`)}`,
        detail: say`It must stand in an answer only once.`,
        section: '11.3.3',
      }),
    ];
  return key === undefined || value.trim() === acceptProof(key).accept ? [] : [wrongAccept(key, value)];
}

function wrongAccept(key: string, value: string): Fault {
  const proof = acceptProof(key);
  const mistake = findMistake(key, value);
  return fault(
    'accept-wrong',
    { side: 'response', field: 'Sec-WebSocket-Accept' },
    {
      title: mistake === undefined ? say`Accept does not match the key: expected ${proof.accept}` : named(mistake),
      detail: join([
        mistake === undefined
          ? []
          : say`The server ${text(mistake.did)}: that gives exactly ${escaped(value, 80)}. Mend: ${text(mistake.mend)}.`,
        say`Received ${escaped(value, 80)}, expected ${proof.accept}: base64 of SHA-1 (${proof.sha1Hex}) over ${escaped(key, 40)} followed by ${proof.guid}. They differ, so the client must fail the connection.`,
        mistake === undefined ? say`None of the usual mistakes gives this value. ${text(decoded(value))}` : [],
      ]),
      basis: 'computed',
    },
  );
}

/** What the length of a value tells that no mistake explains. */
function decoded(value: string): string {
  const length = keyOctets(value.trim())?.length;
  if (length === undefined) return 'It is no base64.';
  if (length !== 20) return `It holds ${octetCount(length)}, while SHA-1 gives 20.`;
  return 'It does hold the 20 octets of a SHA-1: a proxy or cache may have answered with the Accept of another connection, or a server with that of another key.';
}

/** The mistake itself; of two that are too long together, the first. */
function named({ did }: AcceptMistake): Prose {
  const [first = ''] = did.split(' and ');
  const whole = did.replace(/:.*?(?= and |$)/g, '');
  const short = first.replace(/:.*$/, '');
  const fitting = [`Wrong Accept: the server ${whole}`, `The server ${whole}`, `Wrong Accept: the server ${short}, and more`];
  return say`${text(fitting.find((words) => words.length <= 90) ?? `The server ${short}`)}`;
}
