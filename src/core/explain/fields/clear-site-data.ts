// Clear-Site-Data (W3C).
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { listed } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const KINDS: Readonly<Record<string, string>> = {
  '"cache"': 'cached content',
  '"cookies"': 'cookies',
  '"storage"': 'script storage',
  '"executioncontexts"': 'open pages',
  '"clienthints"': 'client hints',
  '"prefetchcache"': 'prefetched pages',
  '"prerendercache"': 'prerendered pages',
  '"*"': 'everything',
};

export const clearSiteData: FieldRule = field({
  name: 'Clear-Site-Data',
  specs: [document('Clear Site Data', 'header', 'https://www.w3.org/TR/clear-site-data/#header')],
  where: ['response'],
  shape: 'list',
  summary: say`Asks the browser to delete what it keeps for this origin, for example after signing out.`,
  values: { '"*"': 'everything', '"cache", "cookies", "storage"': 'these three' },
  remarks: ['unquoted', 'unknown-kind'],
  read: (value) => {
    const pieces = split(value);
    const bare = pieces.find((p) => !p.text.startsWith('"'));
    const unknown = pieces.find((p) => p.text.startsWith('"') && !Object.hasOwn(KINDS, p.text.toLowerCase()));
    return {
      parsed: pieces.filter((p) => Object.hasOwn(KINDS, p.text.toLowerCase())),
      remarks: [
        ...when(bare !== undefined, {
          id: 'unquoted',
          level: 'warning',
          span: bare?.range,
          basis: 'browser',
          title: say`${shown(bare?.text ?? '', 20)} needs double quotes: browsers ignore it`,
          detail: say`The kinds of data stand in quotes, also the star: ${'"cookies", "storage"'}.`,
        }),
        ...when(unknown !== undefined, {
          id: 'unknown-kind',
          level: 'info',
          span: unknown?.range,
          basis: 'browser',
          title: say`${shown(unknown?.text ?? '', 24)} is not a known kind of site data: ignored`,
          detail: say`Known are ${text('"cache", "cookies", "storage", "executionContexts", "clientHints" and "*"')}.`,
        }),
      ],
    };
  },
  tell: (pieces) =>
    pieces.length === 0
      ? undefined
      : {
          margin: true,
          basis: 'browser',
          title: say`A browser deletes for this origin: ${text(shown(listed(pieces.map((p) => KINDS[p.text.toLowerCase()] ?? '')), 54))}`,
        },
});
