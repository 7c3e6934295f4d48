// tracestate (W3C Trace Context).

import { has } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const tracestate: FieldRule = field({
  name: 'Tracestate',
  specs: [document('Trace Context', 'tracestate-header', 'https://www.w3.org/TR/trace-context/#tracestate-header')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`What tracing systems pass on to themselves beside ${'traceparent'}, the latest first.`,
  remarks: ['alone'],
  read: (value) => ({ parsed: split(value).map((p) => p.text.split('=')[0] ?? '') }),
  tell: (keys) => ({ title: say`Notes of ${text(counted(keys.length, 'tracing system'))}: ${shown(keys.join(', '), 40)}` }),
  check: (_, { fields }) =>
    when(!has(fields, 'Traceparent'), {
      id: 'alone',
      level: 'info',
      title: say`${'tracestate'} without ${'traceparent'} is ignored`,
      detail: say`It belongs to a trace, and only ${'traceparent'} says which.`,
    }),
});
