// The panel's page in a real browser, joined to the panel's real host: bundled, served with the product's own policy, under a theme.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { pageHtml } from '../../src/extension/panel/page.ts';
import { type Preferences, type RunActions, RunHost } from '../../src/extension/panel/run-host.ts';
import type { Port } from '../../src/protocol/connect.ts';
import type { Density } from '../../src/protocol/contract.ts';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../host/chromium.ts';
import { THEMES, type Theme } from './panel-themes.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface PanelPage {
  readonly page: Page;
  readonly host: RunHost;
  /** What the panel asked of the editor, as words. */
  readonly asked: string[];
  /** Errors and refused loads that the page reported. */
  readonly faults: string[];
  close(): Promise<void>;
}

export interface PanelPageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly density?: Density;
  readonly reducedMotion?: boolean;
}

let sharedBrowser: Promise<Browser> | undefined;
let sharedScript: Promise<string> | undefined;

/** One browser for all tests of a file; end it with `closeBrowser`. */
function browser(): Promise<Browser> {
  const executablePath = ensureChromium(() => {});
  if (executablePath === undefined) throw new Error('no Chromium: npm packages and this machine have none');
  sharedBrowser ??= chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  return sharedBrowser;
}

export async function closeBrowser(): Promise<void> {
  await (await sharedBrowser)?.close();
  sharedBrowser = undefined;
}

function script(): Promise<string> {
  sharedScript ??= build({
    entryPoints: [join(ROOT, 'src/webview/panel.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  }).then((built) => built.outputFiles[0]?.text ?? '');
  return sharedScript;
}

export async function openPanelPage(options: PanelPageOptions = {}): Promise<PanelPage> {
  const { theme = 'dark', width = 1000, height = 760, density = 'notes', reducedMotion = false } = options;
  const server = createServer(
    (request, response) =>
      void serve(request.url ?? '/', theme).then(([type, text]) => response.writeHead(200, { 'content-type': type }).end(text)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await (await browser()).newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    colorScheme: theme.endsWith('light') ? 'light' : 'dark',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));

  const asked: string[] = [];
  const preferences = memory(density, () => host.refresh());
  const host = new RunHost({ key: 'k', title: 'GET /', source: { name: 'first.http', line: 3 } }, preferences, actionsInto(asked));
  await join_(page, host);
  await page.goto(address);
  return {
    page,
    host,
    asked,
    faults,
    close: async () => {
      host.dispose();
      await context.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(path: string, theme: Theme): Promise<readonly [string, string]> {
  switch (path) {
    case '/panel.js':
      return ['text/javascript', `${FAKE_API}\n${await script()}`];
    case '/panel.css':
      return ['text/css', `${themeCss(theme)}\n${readFileSync(join(ROOT, 'media/panel.css'), 'utf8')}`];
    case '/':
      return [
        'text/html',
        pageHtml({ script: '/panel.js', style: '/panel.css', source: "'self'", nonce: 'test' }).replace(
          '<body>',
          `<body class="vscode-${theme.startsWith('high-contrast') ? theme : theme}">`,
        ),
      ];
    default:
      return ['text/plain', ''];
  }
}

// Octets travel as base64 here; in VS Code they travel as they are.
const FAKE_API = `
  const packed = (value) => value instanceof Uint8Array ? { $octets: btoa(String.fromCharCode(...value)) } : Array.isArray(value) ? value.map(packed) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, packed(v)])) : value;
  const unpacked = (value) => value && typeof value === 'object' ? ('$octets' in value ? Uint8Array.from(atob(value.$octets), (c) => c.charCodeAt(0)) : Array.isArray(value) ? value.map(unpacked) : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpacked(v)]))) : value;
  let state;
  window.fromHost = (data) => dispatchEvent(new MessageEvent('message', { data: unpacked(data) }));
  window.keptState = () => state;
  window.acquireVsCodeApi = () => ({ postMessage: (message) => void window.toHost(packed(message)), getState: () => state, setState: (next) => (state = next) });
`;

async function join_(page: Page, host: RunHost): Promise<void> {
  const listeners = new Set<(message: unknown) => void>();
  await page.exposeFunction('toHost', (message: unknown) => {
    for (const listener of listeners) listener(unpacked(message));
  });
  const port: Port = {
    post: async (message) => {
      await page.evaluate((data) => (window as unknown as { fromHost(data: unknown): void }).fromHost(data), packed(message));
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  host.attach(port);
}

function packed(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $octets: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(packed);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, packed(one)]))
    : value;
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$octets' in value) return new Uint8Array(Buffer.from(String(value.$octets), 'base64'));
  if (Array.isArray(value)) return value.map(unpacked);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpacked(one)]));
}

function memory(density: Density, changed: () => void): Preferences {
  const now = { density, muted: [] as readonly string[] };
  return {
    get density() {
      return now.density;
    },
    get muted() {
      return now.muted;
    },
    change: (patch) => {
      Object.assign(now, patch);
      changed();
    },
  };
}

const actionsInto = (asked: string[]): RunActions => ({
  cancel: () => void asked.push('cancel'),
  step: async (step) => void asked.push(`step ${step.kind}`),
  showFile: async (path, how) => void asked.push(`${how} ${path}`),
  save: async (content, name) => {
    asked.push(`save ${name} ${content.kind === 'octets' ? content.octets.length : content.path}`);
    return name;
  },
  copyText: async (text) => void asked.push(`copy ${text}`),
  copyAsCurl: async () => void asked.push('curl'),
  openAsText: () => void asked.push('text'),
  setPinned: (pinned) => void asked.push(`pinned ${pinned}`),
  report: (what, error) => void asked.push(`fault ${what}: ${String(error)}`),
});

const themeCss = (theme: Theme): string =>
  `:root { ${Object.entries(THEMES[theme])
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join(
      ' ',
    )} --vscode-font-family: system-ui, 'Ubuntu', 'Droid Sans', 'Open Sans', sans-serif; --vscode-font-size: 13px; --vscode-editor-font-family: 'DejaVu Sans Mono', 'Open Sans Mono', monospace; --vscode-editor-font-size: 13px; }`;
