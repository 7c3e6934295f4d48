// Access-Control-Request-Method (Fetch section 3.2), set by browsers in preflights.
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const accessControlRequestMethod: FieldRule = field({
  name: 'Access-Control-Request-Method',
  specs: [fetchStandard('http-access-control-request-method')],
  where: ['request'],
  shape: 'single',
  summary: say`CORS: in a preflight, the method of the request that the page wants to make.`,
  remarks: ['not-options'],
  read: anything,
  tell: (method) => ({ title: say`Asks whether a page may send ${shown(method, 20)}` }),
  check: (_, { subject }) =>
    when(subject.request?.method !== undefined && subject.request.method !== 'OPTIONS', {
      id: 'not-options',
      level: 'info',
      title: say`Makes a preflight only with OPTIONS, not with ${subject.request?.method ?? ''}`,
      detail: say`Browsers send it with ${'OPTIONS'} alone; servers look at it only there.`,
    }),
});
