// Field lines of a request that cannot be sent, that a server will misread, or that mean nothing in a request (RFC 9110 section 5, RFC 9112 section 5).
import { type Field, type Fields, has, valuesOf } from '../../http/field.ts';
import { isToken } from '../../http/token.ts';
import { join, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { RequestFacts } from '../subject.ts';

export function explainFieldLines(request: RequestFacts): readonly Annotation[] {
  const { fields } = request;
  if (fields === undefined) return [];
  return [...fields.flatMap((field) => nameNote(field)), ...noHost(request, fields), ...expectNothing(request, fields)];
}

function nameNote([name, value]: Field): readonly Annotation[] {
  if (isToken(name) || /^:[a-z]+$/.test(name)) return [];
  if (looksLikeBody(name, value)) return [bodyAmongFields(name, value)];
  const odd = Array.from(name).find((c) => !isToken(c));
  const what = odd === ' ' ? 'a space' : odd === undefined ? 'no characters' : escaped(odd);
  return [
    error('request/field/name', anchor.field('request', name), {
      title: say`${escaped(name, 40)} is no field name: ${text(what)} is not allowed in it`,
      detail: join([
        say`A field name is a token: letters, digits and ${"!#$%&'*+-.^_`|~"}, no spaces.`,
        odd === ' ' ? say`Did you mean ${escaped(name.trim().replace(/\s+/g, '-'), 40)}?` : [],
        say`Servers answer an invalid name with ${'400'}; Node refuses to send it (${'ERR_INVALID_HTTP_TOKEN'}).`,
      ]),
      specs: [rfc(9110, '5.1'), rfc(9110, '5.6.2')],
    }),
  ];
}

/** JSON, a tag, a multipart delimiter or a form, read as a field because no blank line stands before it. */
const looksLikeBody = (name: string, value: string): boolean =>
  /^\s*[{["<]/.test(name) ||
  /^--\S/.test(name) ||
  /^[\w%.+-]+=.*(?:&|$)/.test(name) ||
  /^[\]}]/.test(name) ||
  (/^"/.test(name.trim()) && value !== '');

const bodyAmongFields = (name: string, value: string): Annotation =>
  error('request/field/body', 'request.headers', {
    title: say`${escaped(`${name}:${value}`, 30)} looks like the body: a blank line is missing before it`,
    detail: say`The header section ends at the first empty line, and the body begins after it. Without that blank line this line is read as a header field, and there is no body. Put an empty line before it.`,
    specs: [rfc(9112, '2.1')],
  });

/** Only for a head that is there as it goes on the wire: then its version is known. */
function noHost({ version, method }: RequestFacts, fields: Fields): readonly Annotation[] {
  if (version !== 'HTTP/1.1' || has(fields, 'Host') || method === undefined) return [];
  return [
    error('request/field/no-host', anchor.requestLine, {
      title: say`An HTTP/1.1 request without ${'Host'}: servers answer ${'400'}`,
      detail: say`${'Host'} says which site of the server is meant; since HTTP/1.1 it is required in every request. Add it with the name (and port) of the URL.`,
      specs: [rfc(9112, '3.2'), rfc(9110, '7.2')],
    }),
  ];
}

function expectNothing({ content, contentLength }: RequestFacts, fields: Fields): readonly Annotation[] {
  const expects = valuesOf(fields, 'Expect').some((value) => /100-continue/i.test(value));
  if (!expects || content === undefined || content.length > 0 || (contentLength ?? 0) > 0) return [];
  return [
    warning('request/field/expect-without-content', anchor.field('request', 'Expect'), {
      title: say`${'Expect: 100-continue'} in a request without content: nothing to wait for`,
      detail: say`The field asks whether content is welcome before it is sent. A client must not send it when there is none.`,
      specs: [rfc(9110, '10.1.1')],
    }),
  ];
}
