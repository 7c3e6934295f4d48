// Pragma (RFC 9111 section 5.4).
import { has } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const pragma: FieldRule = field({
  name: 'Pragma',
  specs: [rfc(9111, '5.4')],
  where: ['request', 'response'],
  shape: 'list',
  standing: 'deprecated',
  summary: say`The way of HTTP/1.0 to ask caches for a fresh answer (${'no-cache'}); ${'Cache-Control'} replaced it.`,
  values: { 'no-cache': 'for caches that know only HTTP/1.0' },
  remarks: ['in-response'],
  read: anything,
  tell: (value, { place, fields }) =>
    place === 'request' && /no-cache/i.test(value)
      ? {
          title: has(fields, 'Cache-Control')
            ? say`For old caches; ${'Cache-Control'} in the same request counts`
            : say`Asks caches to check with the origin server first`,
        }
      : undefined,
  check: (_, { place, fields }) =>
    place !== 'response'
      ? []
      : [
          {
            id: 'in-response',
            level: has(fields, 'Cache-Control') ? 'info' : 'warning',
            ...(has(fields, 'Cache-Control') && { aside: true }),
            title: say`${'Pragma'} has no meaning in a response; use ${'Cache-Control'}`,
            detail: has(fields, 'Cache-Control')
              ? say`The field is a legacy of HTTP/1.0 and was only ever defined for requests. ${'Cache-Control'} stands here too, and is what caches obey; ${'Pragma'} beside it does no harm.`
              : say`The field is a legacy of HTTP/1.0 and was only ever defined for requests. Caches may store this response although it looks forbidden; ${'Cache-Control: no-store'} or ${'no-cache'} is what they obey.`,
          },
        ],
});
