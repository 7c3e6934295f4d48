// An exchange as later requests refer to it: `{{login.response.body.$.token}}`.

import { decodeContent } from '../body/decode.ts';
import { asText } from '../body/text.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Answered } from '../resolve/scope.ts';

/** `undefined` for a failure: there is nothing to refer to. */
export function answered({ request, outcome }: Exchange): Answered | undefined {
  if (outcome.kind === 'failure') return undefined;
  const { status, fields, content } = outcome.response;
  const pieces = request.content?.flatMap((piece) => (piece.kind === 'bytes' ? [piece.bytes] : []));
  const sent =
    pieces === undefined || pieces.length !== request.content?.length
      ? undefined
      : pieces.map((bytes) => new TextDecoder().decode(bytes)).join('');
  return {
    request: { fields: request.fields, body: sent },
    response: { status, fields, body: asText(decodeContent(content, fields).octets, fields).text },
  };
}
