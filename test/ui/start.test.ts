// `npm start` as a new user runs it: it prints an address, a click on Send works there, and Ctrl+C ends everything.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../host/chromium.ts';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE = 90_000;

test('npm start opens the examples, sends, and ends without a trace', async () => {
  const executablePath = ensureChromium();
  assert.ok(executablePath);
  const start = spawn(process.execPath, ['src/build/start.ts', '--served', '--no-open'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => start.once('exit', resolve));
  const browser = await chromium.launch({ executablePath, headless: true, args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
    await page.goto(await addressIn(start), { waitUntil: 'commit' });
    await page
      .locator('.codelens-decoration a', { hasText: /^\W*Send\W*$/ })
      .first()
      .click({ timeout: PATIENCE });
    const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await panel.getByText('HTTP/1.1').first().waitFor({ timeout: PATIENCE });
    assert.match((await panel.locator('body').textContent()) ?? '', /200 OK/);
  } finally {
    await browser.close();
    start.kill('SIGINT');
  }
  assert.equal(await ended, 0);
});

function addressIn(start: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    start.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)));
    start.stdout?.on('data', (data: Buffer) => {
      printed += data.toString();
      const address = /^VS Code\s+(http:\S+)$/m.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
