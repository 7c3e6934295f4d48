// Access-Control-Allow-Origin (Fetch section 3.2). Whether it fits the request's Origin is told in cors/.
import { has } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const accessControlAllowOrigin: FieldRule = field({
  name: 'Access-Control-Allow-Origin',
  specs: [fetchStandard('http-access-control-allow-origin')],
  where: ['response'],
  shape: 'single',
  summary: say`CORS: the one origin whose pages may read this response in a browser, or ${'*'} for all.`,
  values: { '*': 'every origin, without credentials', 'https://app.example.com': 'one origin' },
  read: anything,
  tell: (value, { subject }) => {
    if (has(subject.request?.fields ?? [], 'Origin')) return undefined;
    return value === '*'
      ? { basis: 'browser', title: say`Pages of any site may read this, without credentials` }
      : { basis: 'browser', title: say`Pages of ${shown(value, 50)} may read this` };
  },
});
