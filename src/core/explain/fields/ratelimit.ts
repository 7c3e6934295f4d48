// RateLimit (draft-ietf-httpapi-ratelimit-headers).
import { type Member, parameterOf, parseDictionary, parseList, write } from '../../http/structured-fields.ts';
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { plural, span } from '../words.ts';
import { type FieldRule, field, type Reading, type Told } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

interface Quota {
  readonly policy: string | undefined;
  readonly remaining: number | undefined;
  readonly seconds: number | undefined;
}

export const ratelimit: FieldRule = field({
  name: 'RateLimit',
  specs: [document('RateLimit draft', '4', 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/')],
  where: ['response'],
  shape: 'structured-list',
  standing: 'common',
  summary: say`How much of a quota is left (${'r'}) and in how many seconds it is filled up (${'t'}); still a draft, with several forms in use.`,
  remarks: ['not-structured'],
  read: (value): Reading<readonly Quota[], 'not-structured'> => {
    const old = parseDictionary(value);
    const number = (key: string): number | undefined => {
      const member = old.ok ? old.value.find((e) => e.key === key)?.member : undefined;
      return member?.kind === 'item' && member.value.kind === 'integer' ? member.value.value : undefined;
    };
    if (number('remaining') !== undefined)
      return { parsed: [{ policy: undefined, remaining: number('remaining'), seconds: number('reset') }] };
    const list = parseList(value);
    return list.ok ? { parsed: list.value.map(quotaOf) } : { ...structuredList(value, 'RateLimit'), parsed: undefined };
  },
  tell: (quotas): readonly Told[] =>
    quotas
      .filter((q) => q.remaining !== undefined)
      .map(({ policy, remaining, seconds }) => ({
        margin: true,
        title: say`${text(remaining === 0 ? 'Used up' : `${remaining} ${plural(remaining ?? 0, 'request')} left`)}${policy === undefined ? say`` : say` in ${shown(policy, 16)}`}${text(seconds === undefined ? '' : `; filled up in ${span(seconds)}`)}`,
      })),
});

function quotaOf(member: Member): Quota {
  const of = (key: string): number | undefined => {
    const value = parameterOf(member, key);
    return value?.kind === 'integer' ? value.value : undefined;
  };
  return { policy: write(member), remaining: of('r'), seconds: of('t') };
}
