// Accept-Language against Content-Language (RFC 9110 section 12.5.4).
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, nameIn, type View } from '../view.ts';
import { listed } from '../words.ts';
import { preferences, weightOfLanguage } from './preferences.ts';

export function explainLanguage(x: View): readonly Annotation[] {
  const accept = asked(x, 'Accept-Language');
  const languages = split(answered(x, 'Content-Language') ?? '').map((piece) => piece.text);
  if (accept === undefined || languages.length === 0 || (x.status ?? 0) >= 400) return [];
  const list = preferences(accept);
  const best = list.filter((p) => p.weight > 0 && p.value !== '*').sort((a, b) => b.weight - a.weight)[0];
  if (best === undefined) return [];
  const weights = languages.map((language) => weightOfLanguage(list, language));
  const weight = Math.max(...weights.map((w) => w ?? 0));
  const came = escaped(listed(languages.map(named)), 40);
  const wanted = escaped(named(best.value), 24);
  const anchor = at.field('response', nameIn(x.got, 'Content-Language'));
  const first = weight >= best.weight;
  return [
    info(first ? 'negotiation/language' : 'negotiation/other-language', anchor, {
      title: first ? say`In ${text(came)}, as preferred` : say`You prefer ${text(wanted)}; it came in ${text(came)}`,
      detail: first
        ? say`Of the languages in ${'Accept-Language'} this is the one of the highest weight.`
        : weight > 0
          ? say`${'Accept-Language'} gives ${best.value} the weight ${String(best.weight)} and what came ${String(weight)}: second choice. The server has probably no other version.`
          : say`None of the languages in ${'Accept-Language'} came. A server may ignore it and send what it has.`,
      specs: [rfc(9110, '12.5.4'), rfc(9110, '8.5')],
      basis: 'computed',
    }),
  ];
}

/** `French (fr)`; the tag alone where its name is not known. */
function named(tag: string): string {
  try {
    const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
    return name === undefined ? tag : `${name} (${tag})`;
  } catch {
    // Not a well-formed tag: it is shown as it is.
    return tag;
  }
}
