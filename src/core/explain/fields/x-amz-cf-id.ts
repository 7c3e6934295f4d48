// X-Amz-Cf-Id: custom, of Amazon CloudFront.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xAmzCfId: FieldRule = field({
  name: 'X-Amz-Cf-Id',
  specs: [],
  where: ['request', 'response'],
  shape: 'single',
  standing: 'common',
  summary: say`CloudFront's identifier of the request, for its support.`,
  read: anything,
  tell: (value) => ({ title: say`Passed CloudFront as ${shown(value, 24)}` }),
});
