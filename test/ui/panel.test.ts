// The panel as a person meets it: by role, name, key and text, in a real browser under the product's own policy.
// biome-ignore-all lint/performance/useDomNodeTextContent: innerText is what a person sees, textContent is not.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { explain } from '../../src/core/explain/explain.ts';
import { fromExchange, fromSession } from '../../src/core/explain/from-exchange.ts';
import type { Exchange } from '../../src/core/http/exchange.ts';
import type { WsSession } from '../../src/core/http/websocket.ts';
import type { Socket } from '../../src/extension/panel/run-host.ts';
import * as http2 from './http2-fixtures.ts';
import * as fixtures from './panel-fixtures.ts';
import { closeBrowser, openPanelPage, type PanelPage, type PanelPageOptions } from './panel-page.ts';

after(closeBrowser);

const IDENTITY = { key: 'k', title: 'article', source: { name: 'articles.http', line: 3 } };
const context = { now: fixtures.NOW };

function panel(name: string, options: PanelPageOptions, look: (opened: PanelPage) => Promise<void>): void {
  test(name, { timeout: 60_000 }, async () => {
    const opened = await openPanelPage(options);
    try {
      await look(opened);
      assert.deepEqual(opened.faults, [], 'nothing was refused by the policy, nothing threw');
      assert.deepEqual(
        opened.asked.filter((one) => one.startsWith('fault')),
        [],
      );
    } finally {
      await opened.close();
    }
  });
}

const shows = (opened: PanelPage, made: Exchange): void =>
  opened.host.begin(IDENTITY, fixtures.NOW).complete(made, explain(fromExchange(made, context)));

const connects = (opened: PanelPage, session: WsSession, live?: Socket) => {
  const run = opened.host.begin(IDENTITY, fixtures.NOW);
  run.socket(live, session, explain(fromSession(session, context)));
  return run;
};

panel('an exchange shows its lines in wire order, with notes beside them', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('heading', { level: 1 }).waitFor();
  const lines = await page.getByRole('region', { name: 'Response' }).getByRole('listitem').allInnerTexts();
  const names = lines.map((line) => /^\d*\s*([\w/.-]+)/.exec(line)?.[1] ?? '').slice(0, 8);
  assert.deepEqual(names, ['HTTP/1.1', 'Date', 'Content-Type', 'Age', 'Cache-Control', 'ETag', 'Set-Cookie', 'Content-Encoding']);
  assert.match(lines[6] ?? '', /error.*Secure/s);
});

panel('a line opens in place by key, says level, basis and specification, and closes again', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  const line = page.getByRole('button', { name: /^Set-Cookie/ });
  await line.focus();
  await page.keyboard.press('Enter');
  assert.equal(await line.getAttribute('aria-expanded'), 'true');
  const card = page.getByRole('article').first();
  assert.match(await card.innerText(), /error/);
  assert.match(await card.innerText(), /browser/);
  assert.match((await card.getByRole('link').first().getAttribute('href')) ?? '', /^https:\/\//);
  await page.keyboard.press('Escape');
  assert.equal(await line.getAttribute('aria-expanded'), 'false');
});

panel('arrows go from line to line, and Tab stops once', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('button', { name: /^HTTP\/1\.1 200/ }).focus();
  await page.keyboard.press('ArrowDown');
  const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
  assert.match((await focused()) ?? '', /^Date/);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  assert.match((await focused()) ?? '', /^HTTP\/1\.1 200/);
  assert.equal(await page.locator('[data-lines] [data-stop][tabindex="0"]').count(), 1);
});

panel('one key goes through the densities, and the host remembers', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  const chosen = (): Promise<string> =>
    page
      .getByRole('radiogroup', { name: /Density/ })
      .getByRole('radio', { checked: true })
      .innerText();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await chosen(), 'Notes');
  const notes = await page.locator('.margin .title').count();
  await page.keyboard.press('d');
  assert.equal(await chosen(), 'Learn');
  assert.ok((await page.locator('.margin .note').count()) > notes);
  await page.keyboard.press('d');
  assert.equal(await chosen(), 'Quiet');
  assert.equal(await page.locator('.margin .title').count(), 0);
});

panel('secrets are dots in lines and notes until they are asked for', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('button', { name: /Request as sent/ }).click();
  assert.doesNotMatch(await page.locator('body').innerText(), /eyJhbGci|9f8e7d6c5b/);
  await page.keyboard.press('r');
  assert.match(await page.locator('body').innerText(), /eyJhbGciOiJIUzI1NiJ9\.secret/);
  assert.match(await page.locator('body').innerText(), /9f8e7d6c5b/);
});

panel('the octets of secrets are dots too, until they are asked for', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Bytes' }).click();
  const octets = page.getByRole('region', { name: 'Octets' });
  await octets.getByText('•• ••').first().waitFor();
  assert.doesNotMatch(await octets.innerText(), /sid=9|39 66 38 65/);
  await page.keyboard.press('r');
  assert.match(await octets.innerText(), /39 66 38 65/);
});

panel('a finding leads to its line', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await page.getByRole('button', { name: /^Show Set-Cookie/ }).click();
  assert.equal(await page.getByRole('tab', { name: 'Exchange' }).getAttribute('aria-selected'), 'true');
  await page.getByRole('article').first().waitFor();
  assert.match((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '', /^Set-Cookie/);
});

panel('a muted rule goes away and can be brought back', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await page.getByRole('button', { name: 'Mute here' }).first().click();
  await page.getByText('Nothing here breaks a rule').waitFor();
  await page.getByRole('button', { name: 'Show again' }).click();
  await page.getByRole('button', { name: /^Show Set-Cookie/ }).waitFor();
});

panel('nothing from a server becomes markup', {}, async (opened) => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const content = new TextEncoder().encode(`{"a":"${evil.replaceAll('"', '\\"')}"}`);
  shows(
    opened,
    fixtures.exchange(
      { url: 'http://127.0.0.1/', fields: [['X-Evil', evil]] },
      {
        reason: '<b>OK</b>',
        fields: [
          ['X-Evil', evil],
          ['Content-Type', 'application/json'],
        ],
        content,
      },
    ),
  );
  const { page } = opened;
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.locator('#panel img, #panel b, #panel script').count(), 0);
  assert.match(await page.locator('body').innerText(), /<b>OK<\/b>/);
  assert.equal(await page.title(), 'Postil');
});

panel('a body is drawn in slices; far lines come when scrolled to, and folds close', {}, async (opened) => {
  shows(opened, fixtures.large());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Body' }).click();
  const body = page.getByRole('region', { name: /Content, 12,002 lines/ });
  await body.getByText('"item 0"').waitFor();
  assert.ok((await body.locator('.crow').count()) < 100);
  await body.getByRole('button', { name: 'Fold' }).nth(1).click();
  await body.getByText('4 members').waitFor();
  await body.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await body.getByText('"item 1999"').waitFor();
});

panel('a body has its other forms, and can be saved', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Body' }).click();
  await page.getByRole('radio', { name: 'Raw' }).click();
  await page.getByText('{"id":7,"title":"Margins"').waitFor();
  await page.getByRole('radio', { name: 'Hex' }).click();
  await page.getByText('7b 22 69 64 22 3a 37').waitFor();
  await page.getByRole('button', { name: 'Save to file' }).click();
  await page.getByText('Saved as 7.json').waitFor();
  assert.deepEqual(opened.asked, ['save 7.json 198']);
});

panel('an image is shown from a blob', {}, async (opened) => {
  shows(opened, fixtures.image());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Body' }).click();
  const image = page.getByRole('img', { name: /image/ });
  await image.waitFor();
  assert.match((await image.getAttribute('src')) ?? '', /^blob:/);
  await page.waitForFunction(() => (document.querySelector('.media img') as HTMLImageElement | null)?.naturalWidth === 8);
});

panel('a failure stands in the place of the response, with steps to take', {}, async (opened) => {
  shows(opened, fixtures.refused());
  const { page } = opened;
  const failure = page.getByRole('region', { name: 'Failure' });
  assert.match(await failure.innerText(), /ECONNREFUSED/);
  assert.equal(await page.getByRole('region', { name: 'Response' }).count(), 0);
  await failure.getByRole('button', { name: 'Send again' }).click();
  await failure.getByRole('button', { name: 'Go to the request' }).click();
  assert.deepEqual(opened.asked, ['step again', 'step source']);
});

panel('redirects are hops to choose from, each with its own lines', {}, async (opened) => {
  shows(opened, fixtures.redirected());
  const { page } = opened;
  const hops = page.getByRole('navigation', { name: 'Hops' }).getByRole('button');
  assert.equal(await hops.count(), 3);
  await page.getByRole('button', { name: /^HTTP\/1\.1 200/ }).waitFor();
  await hops.first().click();
  await page.getByRole('listitem').filter({ hasText: 'Location: /redirect/1' }).waitFor();
  assert.equal(await hops.first().getAttribute('aria-current'), 'step');
  assert.doesNotMatch(await page.locator('body').innerText(), /abc123secret/);
});

panel('the timeline is to scale and says why a phase is missing', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const text = await page.getByRole('tabpanel').innerText();
  assert.match(text, /no name lookup, TCP, TLS: connection 3 was open/);
  assert.match(text, /article by id/);
  const width = async (kind: string): Promise<number> => (await page.locator(`.phases .p-${kind}`).boundingBox())?.width ?? 0;
  const ratio = (await width('wait')) / (await width('receive'));
  assert.ok(Math.abs(ratio - 31.2 / 5.9) < 0.3, `wait is ${ratio} times receive`);
});

panel('a click in the structure marks its octets, and leads to the line', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Bytes' }).click();
  await page.getByRole('option', { name: /^Set-Cookie/ }).click();
  assert.match((await page.locator('.octets mark').allInnerTexts()).join(' '), /^53 65 74 2d 43 6f 6f 6b 69 65/);
  await page.getByRole('button', { name: 'Show the line' }).click();
  await page.getByRole('article').first().waitFor();
});

panel('while sending there is progress and a way to cancel; a fast answer never flickers', {}, async (opened) => {
  const { page } = opened;
  const run = opened.host.begin(IDENTITY, fixtures.NOW);
  run.progress({ kind: 'phase', phase: 'wait', at: 1 });
  await page.getByRole('progressbar', { name: 'waiting for the first octet' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.waitForFunction(() => true);
  run.cancelled();
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
  assert.deepEqual(opened.asked, ['cancel']);
});

panel('events are rows, and an unfinished one says that it is not dispatched', {}, async (opened) => {
  shows(opened, fixtures.eventStream());
  const { page } = opened;
  await page.getByRole('tab', { name: /^Events/ }).click();
  const text = await page.getByRole('tabpanel').innerText();
  assert.match(text, /news/);
  assert.match(text, /first line\s+second line/);
  assert.match(text, /not dispatched: no empty line ended it yet/);
});

panel('at 520 pixels the notes stand below their lines', { width: 520 }, async (opened) => {
  shows(opened, fixtures.article());
  const line = opened.page.getByRole('button', { name: /^Age/ });
  const wire = await line.locator('.wire').boundingBox();
  const margin = await line.locator('.margin').boundingBox();
  assert.ok(wire !== null && margin !== null && margin.y >= wire.y + wire.height - 1);
  assert.ok((await opened.page.evaluate(() => document.documentElement.scrollWidth)) <= 520);
});

panel('with reduced motion nothing moves', { reducedMotion: true }, async (opened) => {
  opened.host.begin(IDENTITY, fixtures.NOW);
  const run = opened.page.locator('.endless');
  await run.waitFor();
  assert.equal(await run.evaluate((bar) => getComputedStyle(bar).animationName), 'none');
});

panel('a handshake is checked row by row, and its proof can be unfolded', {}, async (opened) => {
  connects(opened, fixtures.openSocket());
  const { page } = opened;
  const table = page.getByRole('table');
  await table.getByRole('row', { name: /Key → Accept/ }).waitFor();
  assert.match(await page.getByRole('region', { name: 'Handshake' }).innerText(), /7 of 7 checks hold/i);
  await page.getByRole('button', { name: 'Show steps' }).click();
  await page.getByText('b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea').waitFor();
});

panel('a wrong Accept shows its steps and what the server did instead', {}, async (opened) => {
  connects(opened, fixtures.wrongAccept());
  const { page } = opened;
  assert.match(await page.getByRole('row', { name: /Key → Accept/ }).innerText(), /broken/);
  await page.getByText('received, different').waitFor();
  await page.getByRole('tab', { name: /^Findings/ }).click();
  assert.match(await page.getByRole('tabpanel').innerText(), /lower case/);
});

panel('a refused handshake shows the failed row first and the whole response', {}, async (opened) => {
  connects(opened, fixtures.refusedSocket());
  const { page } = opened;
  assert.match(await page.getByRole('table').getByRole('row').nth(1).innerText(), /Start line/);
  await page.locator('.wire.content', { hasText: 'No WebSocket here.' }).waitFor();
});

panel('the frame that breaks a rule is selected, with its bits', {}, async (opened) => {
  connects(opened, fixtures.maskedByServer());
  const { page } = opened;
  const ruler = page.getByRole('group', { name: /^Frame 4, bit by bit/ });
  await ruler.waitFor();
  assert.deepEqual((await ruler.locator('.cell.error .label').allInnerTexts()).sort(), ['MASK', 'masking key']);
  await page.getByRole('grid', { name: /^Frames/ }).focus();
  await page.keyboard.press('Home');
  await page.getByRole('group', { name: /^Frame 1, bit by bit/ }).waitFor();
});

panel('frames can be hidden by kind, and a click selects one', {}, async (opened) => {
  connects(opened, fixtures.maskedByServer());
  const { page } = opened;
  const rows = page
    .getByRole('grid', { name: /^Frames/ })
    .getByRole('rowgroup')
    .getByRole('row');
  assert.equal(await rows.count(), 5);
  await rows.nth(1).click();
  await page.getByRole('group', { name: /^Frame 2, bit by bit/ }).waitFor();
  await page.getByRole('checkbox').check();
  assert.equal(await rows.count(), 3);
});

panel('messages are typed and sent; wrong hex is said, not sent; frames appear as they come', {}, async (opened) => {
  const sent: unknown[] = [];
  const live: Socket = {
    send: (data) => sent.push(data) > 0,
    ping: () => sent.push('ping') > 0,
    close: (code) => sent.push(`close ${code}`) > 0,
  };
  const session = fixtures.openSocket();
  const run = connects(opened, { ...session, frames: session.frames.slice(0, 1) }, live);
  const { page } = opened;
  await page.getByRole('textbox', { name: 'Text to send' }).fill('{"type":"hello"}');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('textarea')?.value === '');
  await page.getByRole('combobox', { name: 'Kind of message' }).selectOption('binary');
  await page.getByRole('textbox', { name: 'Octets to send' }).fill('48 6');
  await page.getByRole('alert').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Send' }).isDisabled());
  await page.getByRole('textbox', { name: 'Octets to send' }).fill('48 65');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForFunction(() => document.querySelector('textarea')?.value === '');
  await page.getByRole('button', { name: 'Ping' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  run.socket(live, session, explain(fromSession(session, context)));
  await page.getByRole('row', { name: /^2 received/ }).waitFor();
  assert.deepEqual(sent, ['{"type":"hello"}', Uint8Array.of(0x48, 0x65), 'ping', 'close 1000']);
});

panel('after a reload of its page everything is there again', {}, async (opened) => {
  shows(opened, fixtures.article());
  const { page } = opened;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Set-Cookie/ }).waitFor();
});

panel('frames of HTTP/2 are rows; the arrow keys choose one, whose fields and octets are shown', {}, async (opened) => {
  shows(opened, http2.article());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Frames' }).click();
  const detail = page.getByRole('group', { name: 'Frame 8, HEADERS' });
  assert.match(await detail.innerText(), /:status\s+200.*\bvary\s+accept\b.*\bvary\s+accept-encoding\b/s);
  await page.getByRole('grid', { name: /^Frames/ }).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  const asked = page.getByRole('group', { name: 'Frame 4, HEADERS' });
  assert.match(await asked.innerText(), /:authority\s+localhost:8443.*authorization\s+Bearer •••••/s);
  await page.keyboard.press('r');
  assert.match(await asked.innerText(), /Bearer eyJhbGciOiJIUz/);
  assert.ok((await page.getByRole('region', { name: 'Octets sent, frame 4 marked' }).locator('mark').count()) > 0);
});

panel('a finding about a frame leads to it', {}, async (opened) => {
  shows(opened, http2.strange());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: /^Show frame 9, WINDOW_UPDATE/ }).click();
  assert.match(await page.getByRole('group', { name: 'Frame 9, WINDOW_UPDATE' }).innerText(), /it must allow at least one/);
});

panel('what ended the connection is chosen without being asked for', {}, async (opened) => {
  shows(opened, http2.refused());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Frames' }).click();
  assert.match(await page.getByRole('group', { name: 'Frame 8, GOAWAY' }).innerText(), /Connection ended, ENHANCE_YOUR_CALM/);
});

panel('a refused tunnel: one click to what the proxy said', {}, async (opened) => {
  shows(opened, http2.tunnelRefused());
  const { page } = opened;
  await page.getByRole('button', { name: 'What the proxy answered: 403 Forbidden' }).click();
  assert.match(await page.getByRole('region', { name: 'Response' }).innerText(), /Ask the network team/);
});

panel('a content that is in a file is opened and found on the disk', {}, async (opened) => {
  shows(opened, http2.inFile());
  const { page } = opened;
  await page.getByRole('tab', { name: 'Body' }).click();
  await page.getByText('the whole content (1.2 GB) is in').waitFor();
  await page.getByRole('button', { name: 'Open the file' }).click();
  await page.getByRole('button', { name: 'Reveal it' }).click();
  await page.waitForTimeout(50);
  assert.deepEqual(
    opened.asked.map((one) => one.replace(/ .*content/, ' content')),
    ['open content-Xk2bQ9', 'reveal content-Xk2bQ9'],
  );
});
