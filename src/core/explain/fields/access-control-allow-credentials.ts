// Access-Control-Allow-Credentials (Fetch section 3.2). The value is judged with the origin in cors/.
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const accessControlAllowCredentials: FieldRule = field({
  name: 'Access-Control-Allow-Credentials',
  specs: [fetchStandard('http-access-control-allow-credentials')],
  where: ['response'],
  shape: 'single',
  summary: say`CORS: with exactly ${'true'}, pages of the allowed origin may read answers to requests with cookies and other credentials.`,
  values: { true: 'requests with credentials' },
  read: anything,
  tell: (value) => (value === 'true' ? { basis: 'browser', title: say`Also for requests with cookies and other credentials` } : undefined),
});
