// Pictures of what the editor shows while somebody writes, to be looked at: `node test/ui/editor-shots.ts [folder]`, after a build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inWorkbench, lens, PATIENCE, SHOTS } from './walk.ts';

const [PICTURES = SHOTS] = process.argv.slice(2);
const SETTINGS = { 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false, 'window.commandCenter': false };

/** `{"sub":"ann","exp":1900000000}`, signed with nothing. */
const TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjE5MDAwMDAwMDB9.c2lnbmF0dXJl';

const FILE = `import ./shared.http

@token = ${TOKEN}

### Sign in
# @name login
POST {{origin}}/login?next=%2Fhome%20page&lang=de
Authorization: Basic ann secret
Content-Type: application/json

{
  "user": "{{usr}}",
  "remember": true
}

### Who am I
GET {{origin}}/me
Authorization: Bearer {{token}}
If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT
X-Trace: {{login.response.body.$.trace}}
`;

const workspace = mkdtempSync(join(tmpdir(), 'postil-shots-'));
writeFileSync(join(workspace, 'shared.http'), '# What several files use.\n@origin = http://127.0.0.1:7777\n@user = ann\n');
writeFileSync(join(workspace, 'api.http'), FILE);
mkdirSync(PICTURES, { recursive: true });
try {
  for (const [theme, name] of [
    ['Default Dark Modern', 'dark'],
    ['Default Light Modern', 'light'],
  ] as const)
    await inWorkbench({ workspace, file: 'api.http', theme, settings: SETTINGS }, (page) => pictures(page, name));
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

async function pictures(page: Page, theme: string): Promise<void> {
  const take = async (name: string): Promise<void> => {
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(PICTURES, `editor-${name}-${theme}.png`) });
  };
  await lens(page, 'Send').first().waitFor({ timeout: PATIENCE });
  await page.keyboard.press('Control+b');
  await page.locator('.squiggly-error').first().waitFor({ timeout: PATIENCE });
  for (const [name, words] of [
    ['basic', 'Basic'],
    ['jwt', 'Bearer'],
    ['import', '{{origin}}/me'],
    ['response', '{{login'],
    ['target', 'login?next'],
    ['date', '21 Nov'],
  ] as const) {
    await hoverOn(page, words);
    await take(`hover-${name}`);
    await page.mouse.move(5, 700);
    await page.waitForTimeout(600);
  }
  await at(page, '{{usr}}', 3).then(({ x, y }) => page.mouse.click(x, y));
  await page.keyboard.press('Control+.');
  await take('fix');
  await page.keyboard.press('Escape');
  await at(page, 'Basic', 2).then(({ x, y }) => page.mouse.click(x, y));
  await page.keyboard.press('F1');
  await page.keyboard.type('Preview What Will Be Sent');
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await take('preview-blocked');
  await at(page, '{{usr}}', 4).then(({ x, y }) => page.mouse.dblclick(x, y));
  await page.keyboard.type('user');
  await take('preview');
}

async function hoverOn(page: Page, words: string): Promise<void> {
  const { x, y } = await at(page, words, 3);
  await page.mouse.move(x, y);
  await page.locator('.monaco-hover:visible').first().waitFor({ timeout: PATIENCE });
}

/** Where a character of the text is drawn. */
async function at(page: Page, words: string, within: number): Promise<{ readonly x: number; readonly y: number }> {
  const place = await page.evaluate(
    ([wanted, offset]) => {
      for (const line of document.querySelectorAll('.view-lines .view-line')) {
        const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start === -1) continue;
        let left = start + offset;
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (left < length) {
            const range = document.createRange();
            range.setStart(node, left);
            range.setEnd(node, left + 1);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
          left -= length;
        }
      }
      return undefined;
    },
    [words, within] as const,
  );
  if (place === undefined) throw new Error(`not drawn: ${words}`);
  return place;
}
