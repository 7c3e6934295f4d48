// Field lines without a start line, as browsers' tools copy them: a response unless their names say otherwise.
import { type Fields, firstOf } from '../../http/field.ts';
import { isToken } from '../../http/token.ts';
import { known } from '../read-json.ts';
import type { Subject } from '../subject.ts';
import { fieldOf } from './head.ts';

const OF_REQUESTS =
  /^(?::(?:method|path|authority|scheme)|accept|accept-encoding|accept-language|authorization|cookie|host|if-.*|origin|referer|sec-fetch-.*|sec-ch-.*|user-agent|sec-websocket-key|upgrade-insecure-requests|x-requested-with)$/i;

/** `undefined` when a line is no field. */
export function readFieldBlock(text: string): Subject | undefined {
  const fields: (readonly [string, string])[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const field = fieldOf(line);
    if (field === undefined || !(isToken(field[0]) || /^:[a-z]+$/.test(field[0]))) return undefined;
    fields.push(field);
  }
  return fields.length === 0 ? undefined : { ...sideOf(fields), context: {} };
}

/** The pseudo-header fields of HTTP/2 become method, URL and status. */
export function sideOf(fields: Fields): Pick<Subject, 'request' | 'response'> {
  const plain = fields.filter(([name]) => !name.startsWith(':'));
  const pseudo = (name: string): string | undefined => firstOf(fields, name);
  const version = fields.length > plain.length ? 'HTTP/2' : undefined;
  if (!fields.some(([name]) => OF_REQUESTS.test(name))) {
    const status = pseudo(':status');
    return { response: known({ status: status === undefined ? undefined : Number(status), version, fields: plain }) };
  }
  const authority = pseudo(':authority');
  const url = authority === undefined ? pseudo(':path') : `${pseudo(':scheme') ?? 'https'}://${authority}${pseudo(':path') ?? '/'}`;
  return { request: known({ method: pseudo(':method'), url, version, fields: plain }) };
}
