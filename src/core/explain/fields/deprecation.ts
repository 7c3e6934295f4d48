// Deprecation (RFC 9745), with Sunset and Link to say what comes next.

import { parseDate } from '../../http/date.ts';
import { combined, firstOf } from '../../http/field.ts';
import { parseItem } from '../../http/structured-fields.ts';
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { rfc } from '../spec.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field, type Reading, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const deprecation: FieldRule = field({
  name: 'Deprecation',
  specs: [rfc(9745, '2')],
  where: ['response'],
  shape: 'item',
  summary: say`The resource is, or from that time on will be, deprecated: it still works, and clients should move on.`,
  values: { '@1767225600': 'since 1 January 2026' },
  remarks: ['deprecated', 'not-yet', 'not-structured'],
  read: (value, { now }): Reading<{ readonly time: number | undefined }, 'not-structured'> => {
    const item = parseItem(value);
    if (item.ok && item.value.value.kind === 'date') return { parsed: { time: item.value.value.value * 1000 } };
    const date = parseDate(value, now);
    const old = date !== undefined || value === 'true' || value === '?1';
    return {
      parsed: old ? { time: date?.time } : undefined,
      remarks: when(!item.ok || item.value.value.kind !== 'date', {
        id: 'not-structured',
        level: 'info',
        title: old
          ? say`${shown(value, 30)} is the form of an early draft; now it is ${'@1767225600'}`
          : say`${'Deprecation'} is not a date: ${shown(value, 30)}`,
        detail: say`The value is a structured date: an at sign and seconds since 1970. Programs that go by the RFC ignore anything else.`,
        specs: [rfc(9745, '2.1'), rfc(9651, '3.3.7')],
      }),
    };
  },
  check: ({ time }, { fields, now }) => {
    const sunset = parseDate(firstOf(fields, 'Sunset') ?? '', now)?.time;
    const successor = /<([^>]*)>[^,]*\brel\s*=\s*"?[^",]*\b(?:successor-version|latest-version)\b/i.exec(
      combined(fields, 'Link') ?? '',
    )?.[1];
    const end = sunset === undefined ? say`` : say` It is planned to end ${text(moment(sunset))}.`;
    const next =
      successor === undefined
        ? say` The documentation of the service should say what replaces it.`
        : say` Its successor is ${shownReference(successor, 60)}: move to that.`;
    const future = time !== undefined && now !== undefined && time > now;
    return [
      ...when(!future, {
        id: 'deprecated',
        level: 'warning',
        title: time === undefined ? say`This resource is deprecated` : say`This resource is deprecated since ${text(moment(time))}`,
        detail: say`It works as before, but will not be kept for good.${end}${next}`,
      }),
      ...when(future, {
        id: 'not-yet',
        level: 'info',
        title: say`This resource will be deprecated ${text(time === undefined || now === undefined ? 'soon' : relative(time, now))}`,
        detail: say`From ${text(time === undefined ? 'then' : moment(time))} on new clients should not use it.${end}${next}`,
      }),
    ];
  },
});
