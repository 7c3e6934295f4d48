// Content-Language (RFC 9110 section 8.5).
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { listed } from '../words.ts';
import { languageName } from './engine/languages.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const contentLanguage: FieldRule = field({
  name: 'Content-Language',
  specs: [rfc(9110, '8.5')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`The language of the readers for whom the content is meant, not necessarily every language that occurs in it.`,
  values: { en: 'English', de: 'German', fr: 'French' },
  remarks: ['not-a-language'],
  read: (value) => {
    const pieces = split(value);
    const bad = pieces.find((p) => !/^(?:[A-Za-z]{2,3}|[xi](?=-))(?:-[A-Za-z0-9]{1,8})*$/i.test(p.text));
    return {
      parsed: pieces.filter((p) => p !== bad),
      remarks:
        bad === undefined
          ? []
          : [
              {
                id: 'not-a-language',
                level: 'warning',
                span: bad.range,
                title: say`${shown(bad.text, 24)} is not a language tag`,
                detail: say`A language tag begins with a code of two or three letters and is written with hyphens: ${'en'}, ${'de-CH'}, ${'zh-Hant'}. Neither the name of a language nor an underscore, as in names of locales, is allowed.`,
                specs: [rfc(9110, '8.5.1')],
              },
            ],
    };
  },
  tell: (pieces) =>
    pieces.length === 0
      ? undefined
      : { title: say`Meant for readers of ${text(shown(listed(pieces.map((p) => languageName(p.text))), 60))}` },
});
