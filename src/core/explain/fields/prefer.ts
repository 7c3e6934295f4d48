// Prefer (RFC 7240).
import { parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const MEANINGS: Readonly<Record<string, (value: string) => string>> = {
  'return=minimal': () => 'a short answer without the representation',
  'return=representation': () => 'the changed resource in the answer',
  'respond-async': () => 'an answer at once (202), the work later',
  wait: (value) => `an answer within ${value} s`,
  'handling=strict': () => 'an error rather than leniency',
  'handling=lenient': () => 'leniency with small faults',
  'odata.maxpagesize': (value) => `pages of at most ${value}`,
  maxpagesize: (value) => `pages of at most ${value}`,
  'depth-noroot': () => 'members without the collection itself',
};

export const prefer: FieldRule = field({
  name: 'Prefer',
  specs: [rfc(7240, '2')],
  where: ['request'],
  shape: 'list',
  summary: say`What the client would like, without insisting: a server may ignore any of it, and tells in ${'Preference-Applied'} what it did.`,
  values: {
    'return=minimal': 'short answer',
    'return=representation': 'the whole resource in the answer',
    'respond-async': '202 and work later',
    'wait=10': 'answer within 10 seconds',
    'handling=strict': 'refuse what is faulty',
    'handling=lenient': 'overlook small faults',
  },
  remarks: ['bad-wait'],
  read: (value) => {
    const parsed = split(value).flatMap((piece) => parseParameters(piece.text, { offset: piece.range.start }).slice(0, 1));
    const wait = parsed.find((p) => p.name.toLowerCase() === 'wait' && !/^\d+$/.test(p.value ?? ''));
    return {
      parsed: parsed.filter((p) => p !== wait),
      remarks:
        wait === undefined
          ? []
          : [
              {
                id: 'bad-wait',
                level: 'warning',
                span: wait.range,
                title: say`${'wait'} needs a whole number of seconds`,
                detail: say`A server ignores a preference that it cannot read.`,
                specs: [rfc(7240, '4.3')],
              },
            ],
    };
  },
  tell: (preferences) => {
    const words = preferences.map((p) => {
      const name = p.name.toLowerCase();
      const value = p.value ?? '';
      return (MEANINGS[`${name}=${value}`] ?? MEANINGS[name])?.(value) ?? shown(p.value === undefined ? name : `${name}=${value}`, 24);
    });
    return words.length === 0 ? undefined : { title: say`Would like ${text(shown(words.join('; '), 76))}` };
  },
});
