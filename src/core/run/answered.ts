// An exchange as later requests refer to it: `{{login.response.body.$.token}}`.

import { decodeContent } from '../body/decode.ts';
import { asText } from '../body/text.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Fields } from '../http/field.ts';
import type { Content } from '../http/request.ts';
import type { Answered } from '../resolve/scope.ts';
import { lazy } from '../text/lazy.ts';
import { textOfOctets } from '../text/octets.ts';

/** `undefined` for a failure: there is nothing to refer to. Content is decoded when something refers to it. */
export function answered({ request, outcome }: Exchange): Answered | undefined {
  if (outcome.kind === 'failure') return undefined;
  const { status, fields, content } = outcome.response;
  return {
    request: new Said(undefined, request.fields, () => sentText(request.content)),
    response: new Said(status, fields, () => receivedText(decodeContent(content, fields).octets, fields)),
  };
}

/** One side of it. A class, because a getter in a literal is a new shape for every object. */
class Said<Status, Body> {
  readonly status: Status;
  readonly fields: Fields;
  readonly #body: () => Body;

  constructor(status: Status, fields: Fields, body: () => Body) {
    this.status = status;
    this.fields = fields;
    this.#body = lazy(body);
  }

  get body(): Body {
    return this.#body();
  }
}

/** `undefined` without content, or with a file in it. */
function sentText(content: Content | undefined): string | undefined {
  const pieces = content?.flatMap((piece) => (piece.kind === 'bytes' ? [piece.bytes] : []));
  if (pieces === undefined || pieces.length !== content?.length) return undefined;
  return pieces.map(textOfOctets).join('');
}

/** As its charset has it; octets that are no text are kept, so that a later request can send them as they were. */
function receivedText(octets: Uint8Array, fields: Fields): string {
  const { text, decidedBy, faults } = asText(octets, fields);
  return decidedBy === 'default' && faults.some(({ kind }) => kind === 'invalid') ? textOfOctets(octets) : text;
}
