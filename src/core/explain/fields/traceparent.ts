// traceparent (W3C Trace Context).
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const traceparent: FieldRule = field({
  name: 'Traceparent',
  specs: [document('Trace Context', 'traceparent-header', 'https://www.w3.org/TR/trace-context/#traceparent-header')],
  where: ['request', 'response'],
  shape: 'single',
  summary: say`Ties this request to a distributed trace: version, id of the trace, id of the caller's step, flags.`,
  remarks: ['unreadable', 'all-zero'],
  read: (value) => {
    const [, version, trace, parent, flags] = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(value) ?? [];
    if (version === undefined || version === 'ff' || trace === undefined || parent === undefined || flags === undefined)
      return {
        remarks: [
          {
            id: 'unreadable',
            level: 'warning',
            title: say`${'traceparent'} cannot be read: ${shown(value, 36)}`,
            detail: say`It is ${'00-'}, 32 hexadecimal digits, 16 more and 2 for the flags, all in lower case with hyphens. A recipient that cannot read it begins a new trace.`,
          },
        ],
      };
    if (/^0+$/.test(trace) || /^0+$/.test(parent))
      return {
        remarks: [
          {
            id: 'all-zero',
            level: 'warning',
            title: say`An id of zeros only is invalid: the trace is cut here`,
            detail: say`Trace id and parent id must not be all zero; a recipient ignores the field and begins a new trace.`,
          },
        ],
      };
    return { parsed: { trace, sampled: (Number.parseInt(flags, 16) & 1) === 1 } };
  },
  tell: ({ trace, sampled }) => ({
    title: say`Part of the trace ${`${trace.slice(0, 8)}…`}, ${text(sampled ? 'which is being recorded' : 'not recorded')}`,
  }),
});
