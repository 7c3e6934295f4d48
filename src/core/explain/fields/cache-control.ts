// Cache-Control (RFC 9111 section 5.2): what each directive says, and directives of one field that do not go together.
// What follows for this exchange (how long it is fresh, who may store it) is counted in caching/.
import { valuesOf } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type Directive, directives, valueFaults } from './engine/cache-directives.ts';
import { type FieldRule, field, type Scene } from './engine/rule.ts';

export const cacheControl: FieldRule = field({
  name: 'Cache-Control',
  specs: [rfc(9111, '5.2')],
  where: ['response', 'request'],
  shape: 'list',
  summary: say`Directives for every cache on the way: whether the message may be stored, how long it is fresh, when to check again.`,
  values: {
    'no-store': 'never store this',
    'no-cache': 'store, but check before every use',
    'max-age=0': 'stale at once',
    'max-age=3600': 'fresh for an hour',
    'public, max-age=31536000, immutable': 'for files whose name changes with their content',
    'private, max-age=0': "only in the reader's own cache",
    'must-revalidate': 'never use it stale',
    'only-if-cached': 'request: answer from a cache or not at all',
  },
  remarks: [
    'bad-seconds',
    'semicolon',
    'spaced',
    'quoted-seconds',
    'repeated-directive',
    'unknown-directive',
    'needless-argument',
    'conflict-private-public',
    'conflict-no-store',
  ],
  read: (value, scene) => {
    const parsed = directives(value);
    return { parsed, remarks: valueFaults(parsed, scene.place === 'request' ? 'request' : 'response') };
  },
  check: (parsed, scene) => (scene.place === 'request' ? [] : conflicts(parsed, scene)),
});

/** Several lines are one list: what does not go together across lines is told at the last one. */
function conflicts(own: readonly Directive[], { name, fields, occurrence }: Scene) {
  const lines = valuesOf(fields, name);
  if (lines.length < 2) return [...privatePublic(own), ...noStore(own)];
  if (occurrence < lines.length - 1) return [];
  const all = lines.flatMap((line) => directives(line));
  return [...privatePublic(all), ...noStore(all)].map((remark) => ({ ...remark, span: undefined }));
}

const find = (list: readonly Directive[], name: string): Directive | undefined => list.find((d) => d.name === name);

function privatePublic(list: readonly Directive[]) {
  const own = find(list, 'private');
  const all = find(list, 'public');
  if (own === undefined || all === undefined || own.value !== undefined) return [];
  return [
    {
      id: 'conflict-private-public',
      level: 'warning',
      span: all.range,
      title: say`${'private'} and ${'public'} contradict each other; caches take ${'private'}`,
      detail: say`${'public'} lets shared caches (CDN, proxy) store the response, ${'private'} forbids it. In a conflict the more restrictive directive counts, so only the browser of a single user may store it. Remove one of the two.`,
      specs: [rfc(9111, '4.2.1'), rfc(9111, '5.2.2.7'), rfc(9111, '5.2.2.9')],
    },
  ] as const;
}

/** must-understand is made to stand with no-store, as a fallback for old caches (section 5.2.2.3). */
function noStore(list: readonly Directive[]) {
  const never = find(list, 'no-store');
  const idle = list.find(
    (d) => ['max-age', 's-maxage', 'immutable', 'stale-while-revalidate', 'stale-if-error', 'public'].includes(d.name) && d.value !== '0',
  );
  if (never === undefined || idle === undefined || find(list, 'must-understand') !== undefined) return [];
  return [
    {
      id: 'conflict-no-store',
      level: 'warning',
      span: idle.range,
      title: say`${'no-store'} wins: ${idle.name} is ignored, because the response is never stored`,
      detail: say`${'no-store'} forbids every cache to keep the response, so there is nothing that ${idle.name} could apply to; it has no effect. The two conflict: keep ${'no-store'} for secrets, or ${idle.name} for what may be reused.`,
      specs: [rfc(9111, '5.2.2.5'), rfc(9111, '4.2.1')],
    },
  ] as const;
}
