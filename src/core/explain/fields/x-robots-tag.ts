// X-Robots-Tag: custom, for search engines.
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const WORDS: Readonly<Record<string, string>> = {
  noindex: 'not to list it',
  nofollow: 'not to follow its links',
  none: 'neither to list it nor to follow its links',
  noarchive: 'to keep no copy',
  nosnippet: 'to show no excerpt',
  noimageindex: 'not to list its images',
  notranslate: 'to offer no translation',
  all: 'to treat it as usual',
};

export const xRobotsTag: FieldRule = field({
  name: 'X-Robots-Tag',
  specs: [],
  where: ['response'],
  shape: 'list',
  standing: 'common',
  summary: say`What search engines may do with this content; for files that cannot hold a robots meta element.`,
  values: WORDS,
  read: (value) => ({ parsed: split(value).map((p) => p.text.replace(/^[\w-]+:\s*/, '').toLowerCase()) }),
  tell: (rules) => ({ margin: true, title: say`Asks search engines ${text(shown(rules.map((r) => WORDS[r] ?? r).join(', '), 64))}` }),
});
