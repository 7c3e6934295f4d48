// Priority (RFC 9218).
import { type Entry, parameterOf } from '../../http/structured-fields.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { structuredDictionary } from './engine/shapes.ts';

export const priority: FieldRule = field({
  name: 'Priority',
  specs: [rfc(9218, '5')],
  where: ['request', 'response'],
  shape: 'dictionary',
  summary: say`How urgent this response is among others on the connection: ${'u'} from 0 (first) to 7 (last), ${'i'} when it is useful piece by piece.`,
  values: { 'u=3': 'the default', 'u=1': 'early', 'u=5, i': 'late, useful in parts', i: 'useful in parts' },
  remarks: ['not-structured', 'bad-urgency'],
  read: (value) => structuredDictionary(value, 'Priority'),
  tell: (entries) => {
    const u = urgency(entries) ?? 3;
    const word = u < 3 ? 'earlier than usual' : u > 3 ? 'later than usual' : 'as usual';
    const parts = incremental(entries) ? ', and in parts beside others' : '';
    return { margin: true, title: say`Urgency ${text(`${u} of 0 to 7: ${word}${parts}`)}` };
  },
  check: (entries) => {
    const entry = entries.find((e) => e.key === 'u');
    if (entry === undefined || urgency(entries) !== undefined) return [];
    return [
      {
        id: 'bad-urgency',
        level: 'info',
        span: entry.range,
        title: say`${'u'} is a whole number from 0 to 7; this one is ignored`,
        detail: say`A value out of range counts as if it were not there; in a request that means the default urgency, 3.`,
        specs: [rfc(9218, '4'), rfc(9218, '4.1')],
      },
    ];
  },
});

function urgency(entries: readonly Entry[]): number | undefined {
  const member = entries.find((e) => e.key === 'u')?.member;
  return member?.kind === 'item' && member.value.kind === 'integer' && member.value.value >= 0 && member.value.value <= 7
    ? member.value.value
    : undefined;
}

function incremental(entries: readonly Entry[]): boolean {
  const member = entries.find((e) => e.key === 'i')?.member;
  return member?.kind === 'item' && member.value.kind === 'boolean' && member.value.value && parameterOf(member, 'i') === undefined;
}
