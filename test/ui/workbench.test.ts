// The whole path as a person walks it: open an example, click, read the notes, talk over a WebSocket. In a real workbench.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { examplesFor, inWorkbench, lens, PATIENCE, panelOf, SHOTS } from './walk.ts';

let playground: Playground;
let workspace: string;

before(async () => {
  playground = await startPlayground({ port: 0 });
  workspace = examplesFor(playground);
  mkdirSync(SHOTS, { recursive: true });
});

after(async () => {
  rmSync(workspace, { recursive: true, force: true });
  await playground.close();
});

for (const [theme, name] of [
  ['Default Dark Modern', 'dark'],
  ['Default Light Modern', 'light'],
] as const) {
  test(`a click on Send shows the response with notes (${name})`, async () => {
    await inWorkbench({ workspace, file: '01-first-request.http', theme }, async (page) => {
      await lens(page, 'Send').first().click({ timeout: PATIENCE });
      const panel = panelOf(page);
      await panel.getByText('HTTP/1.1').first().waitFor({ timeout: PATIENCE });
      assert.match((await panel.locator('body').textContent()) ?? '', /200 OK/);
      await page
        .locator('.codelens-decoration', { hasText: /200 · / })
        .first()
        .waitFor({ timeout: PATIENCE });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(SHOTS, `workbench-response-${name}.png`) });
      await panel.getByRole('tab', { name: /Timeline/ }).click();
      await panel.getByText(/TCP/).first().waitFor({ timeout: PATIENCE });
    });
  });

  test(`a WebSocket shows its proof and echoes a frame (${name})`, async () => {
    await inWorkbench({ workspace, file: '13-websocket.http', theme }, async (page) => {
      await lens(page, 'Connect').first().click({ timeout: PATIENCE });
      const panel = panelOf(page);
      await panel
        .getByText(/recomputed, equal/)
        .first()
        .waitFor({ timeout: PATIENCE });
      const box = panel.getByRole('textbox').first();
      await box.fill('written in the panel');
      await panel.getByRole('button', { name: /^Send/ }).first().click();
      await panel.getByText('written in the panel').nth(1).waitFor({ timeout: PATIENCE });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(SHOTS, `workbench-websocket-${name}.png`) });
    });
  });
}

test('a hover explains a field', async () => {
  await inWorkbench({ workspace, file: '01-first-request.http', theme: 'Default Dark Modern' }, async (page) => {
    await lens(page, 'Send').first().waitFor({ timeout: PATIENCE });
    await page
      .locator('.view-line span[class^=mtk]', { hasText: /^Accept$/ })
      .first()
      .hover();
    const hover = page.locator('.monaco-hover:visible', { hasText: /media type/i });
    await hover.first().waitFor({ timeout: PATIENCE });
    await page.screenshot({ path: join(SHOTS, 'workbench-hover-dark.png') });
  });
});

test('a failure stands where the response would be', async () => {
  await inWorkbench({ workspace, file: '14-what-goes-wrong.http', theme: 'Default Dark Modern' }, async (page) => {
    await lens(page, 'Send').first().click({ timeout: PATIENCE });
    await panelOf(page)
      .getByText(/ECONNREFUSED|refused/i)
      .first()
      .waitFor({ timeout: PATIENCE });
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(SHOTS, 'workbench-failure-dark.png') });
  });
});
