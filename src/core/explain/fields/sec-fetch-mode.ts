// Sec-Fetch-Mode (Fetch Metadata).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const secFetchMode: FieldRule = choice({
  name: 'Sec-Fetch-Mode',
  specs: [document('Fetch Metadata', 'sec-fetch-mode-header', 'https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header')],
  where: ['request'],
  shape: 'item',
  summary: say`The mode of the request in the browser: navigation, CORS, no CORS, WebSocket.`,
  choices: {
    navigate: { title: say`Loads a page` },
    cors: { title: say`Made by a script, under CORS` },
    'no-cors': { title: say`Loads something for the page (image, script, …) without CORS` },
    'same-origin': { title: say`May only go to the page's own origin` },
    websocket: { title: say`Opens a WebSocket` },
  },
  otherwise: say`A server that checks it will not recognise the value.`,
});
