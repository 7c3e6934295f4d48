// X-Permitted-Cross-Domain-Policies: custom, of Adobe.
import { say } from '../../text/prose.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const xPermittedCrossDomainPolicies: FieldRule = choice({
  name: 'X-Permitted-Cross-Domain-Policies',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`Whether Adobe's plugins may read policy files of this site; with Flash gone it matters to hardly anybody.`,
  choices: {
    none: { title: say`Adobe plugins get no policy file` },
    'master-only': { title: say`Only the main policy file counts for Adobe plugins` },
    'by-content-type': { title: say`Policy files count by their media type` },
    'by-ftp-filename': { title: say`Policy files count by their name` },
    all: { title: say`Every policy file of the site counts` },
  },
  otherwise: say`Plugins ignore it.`,
  level: 'info',
});
