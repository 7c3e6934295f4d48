// Report-To (the first Reporting API).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { json } from './engine/json.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const reportTo: FieldRule = field({
  name: 'Report-To',
  specs: [document('Reporting API (first edition)', '', 'https://www.w3.org/TR/2018/WD-reporting-1-20180925/#header')],
  where: ['response'],
  shape: 'list',
  standing: 'deprecated',
  summary: say`Groups of endpoints for reports, in JSON; ${'Reporting-Endpoints'} replaced it, but network error logging still uses it.`,
  remarks: ['not-json'],
  read: (value) => json(`[${value}]`, 'Report-To'),
  tell: (groups) => {
    const names = (Array.isArray(groups) ? groups : []).map((g: unknown) =>
      typeof g === 'object' && g !== null && 'group' in g ? String(g.group) : 'default',
    );
    return { basis: 'browser', title: say`Report groups: ${shown(names.join(', '), 50)}` };
  },
});
