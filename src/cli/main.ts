#!/usr/bin/env node
// The command line: `postil COMMAND`. Each command is a module of `commands/`, and only the one that is asked for is loaded.
import * as nodeModule from 'node:module';
import { Command } from 'commander';
import { handOver, isTooOld } from './newer-node.ts';
import { version } from './version.ts';

type Add = (program: Command) => void;

const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  parse: async () => (await import('./commands/parse.ts')).addParse,
  send: async () => (await import('./commands/send.ts')).addSend,
  explain: async () => (await import('./commands/explain.ts')).addExplain,
  lint: async () => (await import('./commands/lint.ts')).addLint,
  playground: async () => (await import('./commands/playground.ts')).addPlayground,
};

if (isTooOld(process.versions.node)) process.exit(await handOver());

// What V8 has compiled once need not be compiled at every call. Older ones, which have handed over, don't know how to keep it.
nodeModule.enableCompileCache();

const program = new Command('postil')
  .description('Write HTTP and WebSocket requests as text, send them, and read the exchange with notes in its margin.')
  .version(version())
  .showHelpAfterError('(postil --help lists the commands, postil COMMAND --help their options)')
  .configureHelp({ showGlobalOptions: false })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const wanted = COMMANDS[process.argv[2] ?? ''];
for (const load of wanted === undefined ? Object.values(COMMANDS) : [wanted]) (await load())(program);
// A reader that goes away (`postil … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
await program.parseAsync();
