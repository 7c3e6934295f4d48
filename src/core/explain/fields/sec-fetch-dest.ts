// Sec-Fetch-Dest (Fetch Metadata).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

const KINDS: Readonly<Record<string, string>> = {
  document: 'a page in its own window',
  iframe: 'a page in a frame',
  frame: 'a page in a frame',
  empty: 'what a script does with it (fetch, XMLHttpRequest)',
  image: 'an image',
  script: 'a script',
  style: 'a style sheet',
  font: 'a font',
  audio: 'sound',
  video: 'video',
  worker: 'a worker',
  serviceworker: 'a service worker',
  sharedworker: 'a shared worker',
  manifest: 'a web app manifest',
  object: 'an object element',
  embed: 'an embed element',
  track: 'subtitles',
  report: 'a report',
  json: 'a JSON module',
  websocket: 'a WebSocket',
  audioworklet: 'an audio worklet',
  paintworklet: 'a paint worklet',
  xslt: 'a transformation',
  webidentity: 'a sign-in by FedCM',
};

export const secFetchDest: FieldRule = choice({
  name: 'Sec-Fetch-Dest',
  specs: [document('Fetch Metadata', 'sec-fetch-dest-header', 'https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header')],
  where: ['request'],
  shape: 'item',
  summary: say`What the browser will use the response for.`,
  choices: Object.fromEntries(
    Object.entries(KINDS).map(([name, words]) => [name, { title: say`Wanted as ${{ kind: 'text', text: words }}` }]),
  ),
  otherwise: say`A server that checks it will not recognise the value.`,
});
