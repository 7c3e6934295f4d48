// Sec-Fetch-Site (Fetch Metadata).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const secFetchSite: FieldRule = choice({
  name: 'Sec-Fetch-Site',
  specs: [document('Fetch Metadata', 'sec-fetch-site-header', 'https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header')],
  where: ['request'],
  shape: 'item',
  summary: say`How the page that makes the request is related to the target; browsers set it, scripts cannot.`,
  choices: {
    'cross-site': { title: say`From a page of another site` },
    'same-origin': { title: say`From a page of the same origin` },
    'same-site': { title: say`From a page of the same site, on another origin` },
    none: { title: say`By the person directly: address bar, bookmark` },
  },
  otherwise: say`A server that checks it will not recognise the value.`,
});
