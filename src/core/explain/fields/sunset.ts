// Sunset (RFC 8594).
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { DATE_FAULTS, httpDate } from './engine/shapes.ts';

export const sunset: FieldRule = field({
  name: 'Sunset',
  specs: [rfc(8594, '3')],
  where: ['response'],
  shape: 'single',
  summary: say`When the resource is expected to stop answering.`,
  remarks: [...DATE_FAULTS, 'soon', 'past'],
  read: httpDate,
  tell: ({ time }, { now }) =>
    now !== undefined && time <= now
      ? undefined
      : { margin: true, title: say`To be switched off ${text(moment(time))}${text(now === undefined ? '' : `, ${relative(time, now)}`)}` },
  check: ({ time }, { now }) => [
    ...when(now !== undefined && time > now && time - now < 30 * 86_400_000, {
      id: 'soon',
      level: 'warning',
      title: say`This resource ends ${text(now === undefined ? '' : relative(time, now))}`,
      detail: say`After ${text(moment(time))} expect errors such as 404 or 410. Look for a ${'Link'} with ${'rel="successor-version"'} or ${'rel="sunset"'}.`,
    }),
    ...when(now !== undefined && time <= now, {
      id: 'past',
      level: 'warning',
      title: say`The announced end is past: ${text(moment(time))}`,
      detail: say`The resource still answers, and may stop at any moment.`,
    }),
  ],
});
