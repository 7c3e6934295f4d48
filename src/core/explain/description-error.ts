// The `error` of an exchange description: an error as Node, undici or ws report it, written as JSON.
import { distinguishedName, hex, type Json, known, list, number, octets, record, string } from './read-json.ts';
import type { ErrorFacts, ResponseFacts } from './subject.ts';

const NAMED = new Set(
  'code message name syscall address port hostname host cause errors cert certificate rawPacket rawPacketHex afterResponse contentEncoding input phase'.split(
    ' ',
  ),
);

/** A plain string is an error with that message. */
export function errorFacts(value: unknown, responseFacts: (given: unknown) => ResponseFacts | undefined): ErrorFacts | undefined {
  if (typeof value === 'string') return { message: value };
  const given = record(value);
  if (given === undefined) return undefined;
  const extra = Object.fromEntries(Object.entries(given).filter(([key]) => !NAMED.has(key)));
  return known({
    code: string(given['code']) ?? number(given['code'])?.toString(),
    message: string(given['message']),
    name: string(given['name']),
    syscall: string(given['syscall']),
    address: string(given['address']),
    port: number(given['port']),
    hostname: string(given['hostname']),
    host: string(given['host']),
    cause: errorFacts(given['cause'], responseFacts),
    errors: list(given['errors'])?.flatMap((one) => errorFacts(one, responseFacts) ?? []),
    certificate: certificateFacts(record(given['cert'] ?? given['certificate'])),
    rawPacket: octets(given['rawPacket']) ?? hex(given['rawPacketHex']),
    afterResponse: responseFacts(given['afterResponse']),
    contentEncoding: string(given['contentEncoding']),
    input: string(given['input']),
    phase: string(given['phase']),
    extra: Object.keys(extra).length === 0 ? undefined : extra,
  });
}

function certificateFacts(given: Json | undefined): ErrorFacts['certificate'] | undefined {
  if (given === undefined) return undefined;
  const names = list(given['altNames']);
  return known({
    validFrom: string(given['validFrom']) ?? string(given['valid_from']),
    validTo: string(given['validTo']) ?? string(given['valid_to']),
    altNames: string(given['subjectaltname']) ?? string(given['altNames']) ?? names?.join(', '),
    subject: distinguishedName(given['subject']),
    issuer: distinguishedName(given['issuer']),
  });
}
