// Accept-Language (RFC 9110 section 12.5.4).
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { languageName } from './engine/languages.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { orderOf, weighted } from './engine/weights.ts';

export const acceptLanguage: FieldRule = field({
  name: 'Accept-Language',
  specs: [rfc(9110, '12.5.4')],
  where: ['request'],
  shape: 'list',
  summary: say`The languages that the reader understands, with weights.`,
  values: { en: 'English', 'en-US,en;q=0.9': 'American English, else any English', de: 'German', fr: 'French', '*': 'any language' },
  remarks: ['bad-weight', 'not-a-language'],
  read: (value) =>
    weighted(
      value,
      'Accept-Language',
      (word) => /^(?:\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)$/.test(word),
      'not-a-language',
      'a language tag such as en or de-CH',
    ),
  tell: (members) => ({
    title: say`Prefers ${text(orderOf(members.map((m) => ({ ...m, word: m.word === '*' ? 'any language' : languageName(m.word) }))))}`,
  }),
});
