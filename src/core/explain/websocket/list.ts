// Lists of tokens and extensions as the handshake's fields write them (RFC 6455 section 9.1; RFC 9110 section 5.6.1).
import { type Fields, valuesOf } from '../../http/field.ts';
import { split } from '../../http/token.ts';

/** The non-empty members of a comma-separated list over all fields of that name. */
export const members = (fields: Fields, name: string): readonly string[] =>
  valuesOf(fields, name).flatMap((value) => split(value).map((piece) => piece.text));

export const hasToken = (fields: Fields, name: string, token: string): boolean =>
  members(fields, name).some((member) => member.toLowerCase() === token);
