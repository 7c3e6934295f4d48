// What a walk through the workbench needs: the examples, opened in a real VS Code, and where to click.
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Playground } from '../../src/playground/server.ts';
import { openWorkbench } from '../host/workbench.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Milliseconds to wait for anything; a busy machine takes its time. */
export const PATIENCE = 60_000;
export const SHOTS = join(import.meta.dirname, 'shots');

export const lens = (page: Page, name: string): Locator =>
  page.locator('.codelens-decoration a', { hasText: new RegExp(`^\\W*${name}\\W*$`) });

export const panelOf = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** A copy of the examples that talks to this practice server; whoever asks removes it. */
export function examplesFor({ port }: Playground): string {
  const folder = mkdtempSync(join(tmpdir(), 'postil-examples-'));
  cpSync(join(ROOT, 'examples'), folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.http'))) {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('127.0.0.1:7777', `127.0.0.1:${port}`));
  }
  return folder;
}

export interface Walk {
  /** Of the examples. */
  readonly workspace: string;
  readonly file: string;
  readonly theme: 'Default Dark Modern' | 'Default Light Modern';
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Opens a file in a workbench of its own, and closes it when the work is done or has failed. */
export async function inWorkbench({ workspace, file, theme, settings }: Walk, work: (page: Page) => Promise<void>): Promise<void> {
  const workbench = await openWorkbench({
    extensionDevelopmentPath: [ROOT],
    workspace,
    openFile: join(workspace, file),
    settings: { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false, ...settings },
    viewport: { width: 1500, height: 900 },
  });
  try {
    await work(workbench.page);
  } catch (error) {
    await workbench.page.screenshot({ path: join(SHOTS, 'workbench-failed.png') });
    throw error;
  } finally {
    await workbench.close();
  }
}
