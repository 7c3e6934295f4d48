// Vary (RFC 9110 section 12.5.5).
import { combined, has } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { listed } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const vary: FieldRule = field({
  name: 'Vary',
  specs: [rfc(9110, '12.5.5')],
  where: ['response'],
  shape: 'list',
  summary: say`The request fields that had a say in this response: without asking, a cache may reuse it only for a request in which they are the same.`,
  values: {
    'Accept-Encoding': 'one copy for each compression',
    Origin: 'one copy for each origin',
    'Accept-Language': 'one copy for each language',
    Accept: 'one copy for each format',
    Cookie: 'one copy for each visitor',
    '*': 'never reuse without asking',
  },
  remarks: ['not-a-token', 'star-with-names', 'wide'],
  read: (value) => tokens(value, 'Vary'),
  tell: (names, { fields, subject }) => {
    const list = names.map((n) => n.text);
    if (list.includes('*') || list.length === 0) return undefined;
    if (!kept(subject)) return { title: say`Depends on the request's ${shown(listed(list), 50)}` };
    if (/(?:^|[\s,])no-store(?:$|[\s,])/i.test(combined(fields, 'Cache-Control') ?? ''))
      return { title: say`Depends on the request's ${shown(listed(list), 50)}` };
    return { margin: true, title: say`Caches keep one copy for each ${shown(listed(list), 50)}` };
  },
  check: (names, { value, fields, subject }) => {
    const alone =
      /\b(?:private|no-store)\b/i.test(combined(fields, 'Cache-Control') ?? '') || has(subject.request?.fields ?? [], 'Authorization');
    const wide = alone || !kept(subject) ? undefined : names.find((n) => ['user-agent', 'cookie'].includes(n.text.toLowerCase()));
    return [
      ...(names.some((n) => n.text === '*') && split(value).length > 1
        ? [
            {
              id: 'star-with-names',
              level: 'info',
              title: say`${'*'} in ${'Vary'} makes the names beside it pointless`,
              detail: say`The star says that the response depends on more than the fields, so a cache can never reuse it without asking.`,
            } as const,
          ]
        : []),
      ...(wide === undefined
        ? []
        : [
            {
              id: 'wide',
              level: 'info',
              span: wide.range,
              title: say`Nearly every request differs in ${wide.text}: shared caches will hardly help`,
              detail: say`A cache keeps one copy for each value. With so many values it fills up with copies that nobody asks for again.`,
            } as const,
          ]),
    ];
  },
});

/** Answers to other methods are not stored for reuse; an unknown one is taken for GET. */
const kept = ({ request }: Subject): boolean => request?.method === undefined || ['GET', 'HEAD', 'QUERY'].includes(request.method);
