// Makes the pictures of the README from the real workbench: `node test/ui/readme-shots.ts`, after a build.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startPlayground } from '../../src/playground/server.ts';
import { examplesFor, inWorkbench, lens, PATIENCE, panelOf } from './walk.ts';

const PICTURES = join(import.meta.dirname, '../../media/readme');
const SETTINGS = { 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false, 'window.commandCenter': false, 'editor.wordWrap': 'on' };

mkdirSync(PICTURES, { recursive: true });
const playground = await startPlayground();
const workspace = examplesFor(playground);
try {
  await picture('response', '07-cookies.http', async (page) => {
    await lens(page, 'Send').nth(3).click({ timeout: PATIENCE });
    await panelOf(page).getByText('HTTP/1.1').first().waitFor({ timeout: PATIENCE });
  });
  await picture('websocket', '13-websocket.http', async (page) => {
    await lens(page, 'Connect').first().click({ timeout: PATIENCE });
    await panelOf(page)
      .getByText(/recomputed, equal/)
      .first()
      .waitFor({ timeout: PATIENCE });
    await panelOf(page).getByText('second').first().waitFor({ timeout: PATIENCE });
  });
} finally {
  rmSync(workspace, { recursive: true, force: true });
  await playground.close();
}

/** The side bar is closed, so that text and notes have the picture to themselves. */
async function picture(name: string, file: string, work: (page: Page) => Promise<void>): Promise<void> {
  await inWorkbench({ workspace, file, theme: 'Default Dark Modern', settings: SETTINGS }, async (page) => {
    await lens(page, 'Send all').first().waitFor({ timeout: PATIENCE });
    await page.keyboard.press('Control+b');
    await work(page);
    await page.mouse.move(5, 500);
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  });
}
