// Draws the panel in every state into `test/ui/shots/`, to be looked at: `node test/ui/panel-shots.ts [part of a name]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../src/core/explain/explain.ts';
import { fromExchange, fromSession } from '../../src/core/explain/from-exchange.ts';
import type { Exchange } from '../../src/core/http/exchange.ts';
import type { WsSession } from '../../src/core/http/websocket.ts';
import * as http2 from './http2-fixtures.ts';
import * as fixtures from './panel-fixtures.ts';
import { closeBrowser, openPanelPage, type PanelPage, type PanelPageOptions } from './panel-page.ts';

const SHOTS = join(import.meta.dirname, 'shots');
const context = { now: fixtures.NOW };

const exchange = (made: Exchange) => (opened: PanelPage) =>
  opened.host
    .begin({ key: 'k', title: `${made.request.method} ${made.request.target}`, source: { name: 'articles.http', line: 3 } }, fixtures.NOW)
    .complete(made, explain(fromExchange(made, context)));

const socket = (made: WsSession) => (opened: PanelPage) =>
  opened.host
    .begin({ key: 'k', title: made.handshake.request.url, source: { name: 'socket.http', line: 3 } }, fixtures.NOW)
    .socket(made.state === 'open' ? { send: () => true, ping: () => true, close: () => true } : undefined, made, () =>
      explain(fromSession(made, context)),
    );

interface Shot extends PanelPageOptions {
  readonly show: (opened: PanelPage) => unknown;
  readonly click?: (opened: PanelPage) => Promise<unknown>;
}

const tab = (name: string) => (opened: PanelPage) => opened.page.getByRole('tab', { name }).click();
const line = (name: RegExp) => (opened: PanelPage) => opened.page.getByRole('button', { name }).first().click();

const shots: Readonly<Record<string, Shot>> = {
  article: { show: exchange(fixtures.article()), click: line(/^Set-Cookie/) },
  'article-light': { theme: 'light', show: exchange(fixtures.article()), click: line(/^Set-Cookie/) },
  'article-narrow': { width: 520, show: exchange(fixtures.article()), click: line(/^Set-Cookie/) },
  'article-contrast': { theme: 'high-contrast', show: exchange(fixtures.article()), click: line(/^Set-Cookie/) },
  'article-quiet': { density: 'quiet', show: exchange(fixtures.article()) },
  'article-learn': { density: 'learn', height: 1400, show: exchange(fixtures.article()) },
  'article-learn-narrow-light': { density: 'learn', theme: 'light', width: 520, height: 1400, show: exchange(fixtures.article()) },
  findings: { show: exchange(fixtures.article()), click: tab('Findings') },
  timeline: { show: exchange(fixtures.article()), click: tab('Timeline') },
  'timeline-learn': { density: 'learn', height: 1200, show: exchange(fixtures.article()), click: tab('Timeline') },
  body: { show: exchange(fixtures.large()), click: tab('Body') },
  'body-light-narrow': { theme: 'light', width: 520, show: exchange(fixtures.article()), click: tab('Body') },
  image: { show: exchange(fixtures.image()), click: tab('Body') },
  bytes: {
    show: exchange(fixtures.article()),
    click: async (opened) => {
      await tab('Bytes')(opened);
      await opened.page.getByRole('option', { name: /Set-Cookie/ }).click();
    },
  },
  cookies: {
    height: 1000,
    show: exchange(fixtures.cookies()),
    click: (opened) => opened.page.getByRole('button', { name: /^Request as sent/ }).click(),
  },
  'cookies-first-hop': { show: exchange(fixtures.cookies()), click: (opened) => opened.page.getByRole('button', { name: /303/ }).click() },
  'cookies-light': { theme: 'light', height: 1000, show: exchange(fixtures.cookies()), click: line(/^Set-Cookie/) },
  'cookies-learn-narrow': { density: 'learn', width: 520, height: 1600, show: exchange(fixtures.cookies()) },
  refused: { show: exchange(fixtures.refused()) },
  'refused-light-narrow': { theme: 'light', width: 520, show: exchange(fixtures.refused()) },
  redirected: { show: exchange(fixtures.redirected()) },
  'redirected-timeline': { show: exchange(fixtures.redirected()), click: tab('Timeline') },
  http2: { show: exchange(http2.article()), click: tab('Frames') },
  'http2-light': { theme: 'light', show: exchange(http2.article()), click: tab('Frames') },
  'http2-narrow': { width: 520, height: 1000, show: exchange(http2.article()), click: tab('Frames') },
  'http2-learn': { density: 'learn', height: 1200, show: exchange(http2.article()) },
  'http2-goaway': { show: exchange(http2.refused()), click: tab('Frames') },
  'http2-goaway-exchange': { show: exchange(http2.refused()) },
  'http2-goaway-light': { theme: 'light', show: exchange(http2.refused()), click: tab('Frames') },
  'http2-contrast': { theme: 'high-contrast', show: exchange(http2.refused()), click: tab('Frames') },
  tunnelled: { show: exchange(http2.tunnelled()) },
  'tunnelled-timeline': { show: exchange(http2.tunnelled()), click: tab('Timeline') },
  'tunnel-refused': { show: exchange(http2.tunnelRefused()) },
  'tunnel-refused-hop': {
    show: exchange(http2.tunnelRefused()),
    click: (opened) => opened.page.getByRole('button', { name: /403/ }).first().click(),
  },
  'tunnel-refused-light': {
    theme: 'light',
    show: exchange(http2.tunnelRefused()),
    click: (opened) => opened.page.getByRole('button', { name: /403/ }).first().click(),
  },
  proxied: { show: exchange(http2.proxied()) },
  'in-file': { show: exchange(http2.inFile()), click: tab('Body') },
  'in-file-light': { theme: 'light', width: 640, show: exchange(http2.inFile()), click: tab('Body') },
  events: { show: exchange(fixtures.eventStream()), click: tab('Events') },
  progress: {
    show: (opened) =>
      opened.host
        .begin({ key: 'k', title: 'GET http://127.0.0.1:8080/slow', source: undefined }, fixtures.NOW)
        .progress({ kind: 'phase', phase: 'wait', at: 3 }),
  },
  socket: { show: socket(fixtures.openSocket()), height: 900 },
  masked: {
    show: socket(fixtures.maskedByServer()),
    height: 1100,
    click: (opened) => opened.page.getByRole('row', { name: /1.1 s/ }).first().click(),
  },
  'masked-light': {
    theme: 'light',
    show: socket(fixtures.maskedByServer()),
    height: 1100,
    click: (opened) =>
      opened.page
        .getByRole('row', { name: /1,102/ })
        .or(opened.page.getByRole('row', { name: /1.1 s/ }))
        .first()
        .click(),
  },
  'masked-narrow': {
    width: 520,
    show: socket(fixtures.maskedByServer()),
    height: 1200,
    click: (opened) => opened.page.getByRole('row', { name: /1.1 s/ }).first().click(),
  },
  'wrong-accept': { show: socket(fixtures.wrongAccept()), height: 900 },
  'refused-socket': { show: socket(fixtures.refusedSocket()), height: 900 },
};

const wanted = process.argv[2] ?? '';
mkdirSync(SHOTS, { recursive: true });
for (const [name, { show, click, ...options }] of Object.entries(shots)) {
  if (!name.startsWith(wanted)) continue;
  const opened = await openPanelPage(options);
  show(opened);
  await opened.page.waitForTimeout(150);
  await click?.(opened).catch((error: unknown) => console.log(name, String(error).split('\n')[0]));
  await opened.page.waitForTimeout(150);
  await opened.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  for (const fault of [...opened.faults, ...opened.asked.filter((one) => one.startsWith('fault'))]) console.log(name, fault);
  await opened.close();
}
await closeBrowser();
