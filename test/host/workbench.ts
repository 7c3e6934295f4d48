// Opens the workbench of a VS Code server in headless Chromium.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './chromium.ts';
import { type Server, type Settings, startServer } from './server.ts';

export interface WorkbenchOptions {
  /** Absolute folders of extensions under development. */
  readonly extensionDevelopmentPath?: readonly string[];
  /** Absolute path of a module that exports `run()`; `onTestsExit` is called when it is done. */
  readonly extensionTestsPath?: string;
  /** Absolute folder or `.code-workspace` file. */
  readonly workspace?: string | undefined;
  readonly openFile?: string | undefined;
  readonly userDataDir?: string | undefined;
  readonly extensionsDir?: string | undefined;
  readonly disableExtensions?: boolean;
  readonly enableProposedApi?: boolean;
  readonly settings?: Settings;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly log?: (line: string) => void;
  readonly onTestsExit?: (code: number) => void;
  readonly onPageGone?: (why: string) => void;
}

export interface Workbench {
  readonly page: Page;
  readonly server: Server;
  /** Holds `server.log` and `workbench.log` until `close`. */
  readonly runDir: string;
  readonly close: () => Promise<void>;
}

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const executablePath = ensureChromium(options.log);
  if (executablePath === undefined) throw new Error('no Chromium: install one (Debian: chromium) or set CHROMIUM_PATH');
  const runDir = mkdtempSync(join(tmpdir(), 'vscode-host-'));
  const opened: { server?: Server; browser?: Browser } = {};
  const close = async (): Promise<void> => {
    await opened.browser?.close();
    await opened.server?.stop();
    if (process.env['VSCODE_HOST_KEEP'] === undefined) rmSync(runDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [server, browser] = await Promise.all([
      startServer({ ...options, runDir }),
      chromium.launch({ executablePath, headless: true, args: CHROMIUM_ARGUMENTS }),
    ]);
    Object.assign(opened, { server, browser });
    const page = await openPage(browser, server, { ...options, runDir });
    await page.goto(addressOf(server, options), { waitUntil: 'commit' });
    return { page, server, runDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The address of the workbench: folder, file to open and extensions under development are part of it. */
export function addressOf(server: Pick<Server, 'port' | 'token'>, o: WorkbenchOptions): string {
  const authority = `127.0.0.1:${server.port}`;
  const remote = (path: string): string => `vscode-remote://${authority}${encodeURI(path)}`;
  const payload: string[][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(o.extensionDevelopmentPath ?? []).map((path) => ['extensionDevelopmentPath', remote(path)]),
  ];
  if (o.extensionTestsPath !== undefined) payload.push(['extensionTestsPath', remote(o.extensionTestsPath)]);
  if (o.enableProposedApi === true) payload.push(['enableProposedApi', '']);
  if (o.disableExtensions === true) payload.push(['disableExtensions', 'true']);
  if (o.openFile !== undefined) payload.push(['openFile', remote(o.openFile)]);
  const query = new URLSearchParams({ tkn: server.token });
  if (o.workspace === undefined) query.set('ew', 'true');
  else query.set(o.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', o.workspace);
  query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query}`;
}

async function openPage(browser: Browser, server: Server, o: WorkbenchOptions & { readonly runDir: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: o.viewport ?? { width: 1400, height: 900 }, serviceWorkers: 'allow' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: `http://127.0.0.1:${server.port}` });
  const page = await context.newPage();
  const log = createWriteStream(join(o.runDir, 'workbench.log'));
  page.on('console', (message) => log.write(`[${message.type()}] ${message.text()}\n`));
  page.on('pageerror', (error) => log.write(`[pageerror] ${error.stack ?? error.message}\n`));
  page.on('requestfailed', (request) => log.write(`[requestfailed] ${request.url()} ${request.failure()?.errorText}\n`));
  const gone = o.onPageGone;
  if (gone !== undefined) {
    page.on('crash', () => gone('the workbench page crashed'));
    browser.on('disconnected', () => gone('the browser went away'));
    server.process.on('exit', (code, signal) => gone(`the VS Code server ended (${code ?? signal})`));
  }
  const ended = o.onTestsExit;
  if (ended !== undefined) await page.exposeFunction('codeAutomationExit', (code: number) => ended(code));
  return page;
}
