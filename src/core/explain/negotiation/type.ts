// Accept against Content-Type (RFC 9110 section 12.5.1).
import { type MediaType, parseMediaType } from '../../http/media-type.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, nameIn, type View } from '../view.ts';
import { preferences, weightOfType } from './preferences.ts';

export function explainType(x: View): readonly Annotation[] {
  const accept = asked(x, 'Accept');
  const type = parseMediaType(answered(x, 'Content-Type') ?? '');
  const status = x.status ?? 0;
  if (accept === undefined || accept.trim() === '' || type === undefined || status === 304 || status === 406) return [];
  const weight = weightOfType(preferences(accept), type.essence);
  if (weight !== undefined && weight > 0) return [];
  const anchor = at.field('response', nameIn(x.got, 'Content-Type'));
  const [want, came] = [escaped(accept, 34), escaped(type.essence, 34)];
  if (status >= 400)
    return [
      info('negotiation/error-type', anchor, {
        title: say`Asked for ${want}; the error came as ${came}`,
        detail: say`Errors are often made by another part than the API itself (a proxy, a framework) and do not follow ${'Accept'}. Do not parse the content before looking at the status and ${'Content-Type'}.`,
        specs: [rfc(9110, '12.5.1')],
      }),
    ];
  if (preferences(accept).some(({ value, weight: w }) => w > 0 && kin(value, type)))
    return [
      info('negotiation/kin', anchor, {
        title: say`Asked for ${escaped(accept, 29)}, got ${escaped(type.essence, 29)}: same syntax`,
        detail: say`None of the types in ${'Accept'} is exactly ${came}, yet both are ${type.suffix ?? type.subtype}, so one parser reads them. APIs with a vendor's media type often answer under the general name; only what the narrower type promises about the members is not said.`,
        specs: [rfc(9110, '12.5.1'), rfc(6838, '4.2.8')],
      }),
    ];
  const login = type.essence === 'text/html' && /json|xml/i.test(accept);
  return [
    warning('negotiation/type', anchor, {
      title: say`Asked for ${want}, got ${came}`,
      detail: say`None of the types in ${'Accept'} covers ${came}. A server may ignore the field and send what it has, or answer ${'406'}; the client has to be ready for it.${
        login
          ? say` HTML where data was asked for is often a login page, an error page with status ${'200'}, or a fallback of a web application: read the content.`
          : []
      }`,
      specs: [rfc(9110, '12.5.1'), rfc(9110, '15.5.7')],
      basis: 'computed',
    }),
  ];
}

/** `application/vnd.github+json` and `application/json`: one names the syntax of the other (RFC 6838 section 4.2.8). */
function kin(wanted: string, came: MediaType): boolean {
  const type = parseMediaType(wanted);
  return type !== undefined && type.type === came.type && (type.suffix ?? type.subtype) === (came.suffix ?? came.subtype);
}
