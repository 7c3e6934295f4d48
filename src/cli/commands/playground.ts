// `postil playground`: the practice server in a terminal, until Ctrl+C.
import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_PORT, type Playground, startPlayground } from '../../playground/server.ts';

export function addPlayground(program: Command): void {
  program
    .command('playground')
    .description('Run the practice server for HTTP and WebSocket on 127.0.0.1, until Ctrl+C.')
    .option('--port <number>', 'the port; 0 picks a free one', portOf, DEFAULT_PORT)
    .option('--tls', 'HTTPS and WSS, with a certificate made at the start')
    .action((options: { readonly port: number; readonly tls?: true }) => run(options.port, options.tls === true));
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

async function run(port: number, tls: boolean): Promise<void> {
  let playground: Playground;
  try {
    playground = await startPlayground({ port, tls });
  } catch (error) {
    process.stderr.write(`postil playground: ${reasonOf(error, port)}\n`);
    process.exitCode = 2;
    return;
  }
  const end = interrupted();
  process.stdout.write(`The playground is at ${playground.url} and ${playground.wsUrl}/ws/echo. Ctrl+C ends it.\n`);
  if (playground.certificate !== undefined) process.stdout.write(`Its certificate:\n${playground.certificate}`);
  await end;
  await playground.close();
}

function reasonOf(error: unknown, port: number): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.includes('EADDRINUSE') ? `port ${port} is taken; choose another with --port, or --port 0 for a free one` : message;
}

/** SIGINT from Ctrl+C, or SIGTERM from whoever started us. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      process.off('SIGINT', done).off('SIGTERM', done);
      resolve();
    };
    process.on('SIGINT', done).on('SIGTERM', done);
  });
