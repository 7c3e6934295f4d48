// Where the panel begins: joins the page to its host and asks for what there is to show.
import { connect } from '../protocol/connect.ts';
import type { HostSurface, PanelSurface } from '../protocol/contract.ts';
import { App } from './app.ts';
import type { Model } from './model.ts';

/** What VS Code keeps of this panel over a reload: `keep` is the host's own. */
interface Kept {
  readonly tab?: Model['tab'];
  readonly keep?: string;
}

start();

function start(): void {
  const root = document.getElementById('panel');
  if (root === null) return;
  const vscode = acquireVsCodeApi<Kept>();
  const save = (patch: Kept): void => void vscode.setState({ ...vscode.getState(), ...patch });
  const port = {
    post: (message: unknown) => vscode.postMessage(message),
    listen: (listener: (message: unknown) => void) => {
      const heard = (event: MessageEvent): void => listener(event.data);
      addEventListener('message', heard);
      return () => removeEventListener('message', heard);
    },
  };
  const host = connect<PanelSurface, HostSurface>(port, {
    calls: {},
    notices: {
      state: (run) => app.show(run),
      progress: (view) => app.progress(view),
      socket: (update) => app.socket(update),
      command: (name) => app.command(name),
      keep: (keep) => save({ keep }),
    },
  });
  const app = new App(root, host, ({ tab }) => save({ tab }), vscode.getState()?.tab ?? 'exchange');
  app.attempt(host.ask('ready', null).then((run) => app.show(run)));
}
