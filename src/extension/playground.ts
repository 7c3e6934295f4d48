// The practice server of this window: commands and the status bar item.
import { env, StatusBarAlignment, type StatusBarItem, Uri, window } from 'vscode';
import type { Playground } from '../playground/server.ts';
import { settingsFor } from './settings.ts';

export class PlaygroundHost {
  readonly #item: StatusBarItem;
  #running: Playground | undefined;
  #starting: Promise<Playground | undefined> | undefined;

  constructor() {
    this.#item = window.createStatusBarItem('postil.playground', StatusBarAlignment.Left, 0);
    this.#item.name = 'Postil: Playground';
    this.#show();
  }

  get url(): string | undefined {
    return this.#running?.url;
  }

  /** Starts it unless it runs; `undefined` when it can't be started, and that was said. */
  start(): Promise<Playground | undefined> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async stop(): Promise<void> {
    const running = await this.#starting;
    this.#starting = undefined;
    this.#running = undefined;
    await running?.close();
    this.#show();
  }

  /** The page that lists everything the playground has. */
  async open(): Promise<void> {
    const running = await this.start();
    if (running !== undefined) await env.openExternal(Uri.parse(running.url));
  }

  /** The status bar item is of use beside a `.http` file, and while the server runs. */
  reveal(visible: boolean): void {
    if (visible || this.#running !== undefined) this.#item.show();
    else this.#item.hide();
  }

  async dispose(): Promise<void> {
    this.#item.dispose();
    await (await this.#starting)?.close();
  }

  async #start(): Promise<Playground | undefined> {
    const { startPlayground } = await import('./chunks/playground.ts');
    const port = settingsFor(undefined).playgroundPort;
    try {
      this.#running = await startPlayground({ port });
    } catch (error) {
      this.#starting = undefined;
      const why =
        (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
          ? `port ${port} is taken: perhaps by the playground of another window`
          : String(error);
      void window.showErrorMessage(`The playground could not be started: ${why}. The setting postil.playground.port chooses another.`);
      return undefined;
    }
    this.#show();
    return this.#running;
  }

  #show(): void {
    const url = this.#running?.url;
    this.#item.text = url === undefined ? '$(beaker) Playground' : `$(beaker) ${url.replace(/^\w+:\/\//, '')}`;
    this.#item.tooltip =
      url === undefined ? 'Start the practice server for the examples' : `The practice server runs at ${url}. Click to stop it.`;
    this.#item.command = url === undefined ? 'postil.startPlayground' : 'postil.stopPlayground';
  }
}
