// Origin-Agent-Cluster (HTML).
import { say } from '../../text/prose.ts';
import { html } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const originAgentCluster: FieldRule = choice({
  name: 'Origin-Agent-Cluster',
  specs: [html('browsers.html#origin-keyed-agent-clusters')],
  where: ['response'],
  shape: 'item',
  summary: say`Asks the browser to keep pages of this origin apart from those of its sibling subdomains.`,
  exact: true,
  parameters: true,
  choices: {
    '?1': { basis: 'browser', title: say`Asks for memory and scripts of its own, apart from sibling subdomains` },
    '?0': { basis: 'browser', title: say`Asks to share with sibling subdomains of the site` },
  },
  otherwise: say`Browsers ignore what is not a structured boolean.`,
});
