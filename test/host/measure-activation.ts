// Runs inside of an extension host instead of the tests: what Postil's own code takes to activate there, printed for the benchmark.
import { join } from 'node:path';
import { type Disposable, type Extension, extensions } from 'vscode';

/**
 * Loads the bundle and activates it by hand before VS Code does, so that only our own code counts: milliseconds on the clock and of
 * this thread's processor time. Then the same for what the first question of a shown file (its lenses) loads.
 */
export async function run(): Promise<void> {
  const extension = extensions.getExtension('postil.postil');
  if (extension === undefined || extension.isActive) throw new Error('Postil is not there, or was active before it was asked for');
  const subscriptions: Disposable[] = [];
  const context = contextOf(extension, subscriptions);
  const bundle = (name: string) => require(join(extension.extensionPath, 'dist', name));
  await timed('activation', () => bundle('extension.cjs').activate(context));
  await timed('first question', () => bundle('editor.cjs').startEditor(context, () => undefined));
  for (const subscription of subscriptions) subscription.dispose();
}

async function timed(what: string, run: () => unknown): Promise<void> {
  const began = performance.now();
  const cpu = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(cpu);
  console.log(`${what}: ${(performance.now() - began).toFixed(2)} ms, processor ${((user + system) / 1000).toFixed(2)} ms`);
}

function contextOf({ extensionPath, extensionUri }: Extension<unknown>, subscriptions: Disposable[]): unknown {
  const memory = { get: (_key: string, otherwise?: unknown) => otherwise, update: () => Promise.resolve(), keys: () => [] };
  return { subscriptions, extensionPath, extensionUri, workspaceState: memory, globalState: memory, storageUri: undefined };
}
