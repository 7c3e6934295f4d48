// Sec-Fetch-User (Fetch Metadata).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const secFetchUser: FieldRule = choice({
  name: 'Sec-Fetch-User',
  specs: [document('Fetch Metadata', 'sec-fetch-user-header', 'https://www.w3.org/TR/fetch-metadata/#sec-fetch-user-header')],
  where: ['request'],
  shape: 'item',
  summary: say`Present when a person set off the navigation, by a click for example.`,
  choices: { '?1': { title: say`Set off by a person` } },
  otherwise: say`The only value that browsers send is ${'?1'}.`,
});
