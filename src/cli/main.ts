// The command line: `postil COMMAND`. Each command is a module of `commands/`.
import { Command } from 'commander';
import { addExplain } from './commands/explain.ts';

const program = new Command('postil').description('HTTP and WebSocket, annotated');
addExplain(program);
await program.parseAsync();
