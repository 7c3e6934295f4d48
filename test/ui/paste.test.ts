// What Ctrl+V puts into a `.http` file: only a key press in a real workbench asks the paste providers.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { inWorkbench, lens, PATIENCE, SHOTS } from './walk.ts';

const COMMAND = `curl 'http://127.0.0.1/a' -X PUT -H 'Accept: text/html' --insecure`;

/** Waits until the lines that are drawn are as wanted; else tells what they are. */
async function drawn(page: Page, wanted: RegExp): Promise<void> {
  const text = (): Promise<string> =>
    page.locator('.view-lines .view-line').evaluateAll((all) =>
      all
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' '))
        .join('\n'),
    );
  const end = performance.now() + PATIENCE;
  while (!wanted.test(await text())) {
    if (performance.now() > end) assert.match(await text(), wanted);
    // Each frame draws what has changed.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
}

test('a curl command becomes a request on an empty line, and stays text within a line', async () => {
  mkdirSync(SHOTS, { recursive: true });
  const workspace = mkdtempSync(join(tmpdir(), 'postil-paste-'));
  writeFileSync(join(workspace, 'a.http'), 'GET http://127.0.0.1/\n\n# see \n');
  try {
    await inWorkbench({ workspace, file: 'a.http', theme: 'Default Light Modern' }, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await lens(page, 'Send').first().waitFor({ timeout: PATIENCE });
      await page.evaluate((text) => navigator.clipboard.writeText(text), COMMAND);
      await page.locator('.view-line', { hasText: 'see' }).first().click();
      await page.keyboard.press('End');
      await page.keyboard.press('Control+v');
      await drawn(page, /# see curl 'http/);
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Control+v');
      await drawn(page, /\n###\n\n# @insecure\nPUT http:\/\/127\.0\.0\.1\/a\nAccept: text\/html/);
      await page.locator('.post-edit-widget').first().waitFor({ timeout: PATIENCE });
      await page.screenshot({ path: join(SHOTS, 'workbench-paste-light.png') });
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').first().waitFor({ timeout: PATIENCE });
      await page.screenshot({ path: join(SHOTS, 'workbench-paste-choice-light.png') });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      await drawn(page, /# see curl 'http[^\n]*\n\s*$/);
      await page.keyboard.type('   ');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Control+v');
      await drawn(page, /\n###\n\n# @insecure\nPUT http:\/\/127\.0\.0\.1\/a\nAccept: text\/html\n?$/);
    });
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
});
