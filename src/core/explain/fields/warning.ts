// Warning (RFC 9111 section 5.5).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const CODES: Readonly<Record<string, string>> = {
  '110': 'the response is stale',
  '111': 'checking with the origin failed',
  '112': 'the cache is cut off on purpose',
  '113': 'the lifetime is a guess of more than a day',
  '199': 'something that a person should read',
  '214': 'a proxy transformed the content',
  '299': 'something lasting that a person should read; often a deprecation',
};

export const warning: FieldRule = field({
  name: 'Warning',
  specs: [rfc(9111, '5.5')],
  where: ['response', 'request'],
  shape: 'list',
  standing: 'obsolete',
  summary: say`Remarks of caches about staleness or changes, by a three-digit code; hardly anything sent or showed it, so it was dropped.`,
  remarks: ['unreadable'],
  read: (value) => {
    const [, code, words] = /^\s*(\d{3})\s+\S+\s+"((?:[^"\\]|\\.)*)"/.exec(value) ?? [];
    if (code !== undefined) return { parsed: { code, words: words ?? '' } };
    return {
      remarks: [
        {
          id: 'unreadable',
          level: 'info',
          title: say`${'Warning'} is not in its own form: ${shown(value, 36)}`,
          detail: say`It used to be a code, an agent and quoted text: ${'299 - "Deprecated API"'}. Programs that look for a code find none.`,
        },
      ],
    };
  },
  tell: ({ code, words }) =>
    CODES[code] === undefined
      ? { margin: true, title: say`Code ${code}: ${shown(words, 60)}` }
      : {
          margin: true,
          title: say`Code ${code} (${{ kind: 'text', text: CODES[code] ?? '' }})`,
          detail: say`The text says: ${shown(words, 80)}.`,
        },
});
