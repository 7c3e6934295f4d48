// Stack traces in the content of errors: what a developer wants to see, and what a stranger must not.
import { isLoopback } from '../../http/cookie-rules.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { note } from '../note.ts';
import { rfc } from '../spec.ts';
import type { View } from '../view.ts';
import type { Body } from './read.ts';

export function explainTrace(x: View, { text }: Body): readonly Annotation[] {
  if (text === undefined || (x.status ?? 0) < 400) return [];
  const read = text.text.slice(0, 100_000).replace(/(?:\\r)?\\n|<br\s*\/?>|\\t/gi, '\n');
  const language = TRACES.find(([, pattern]) => pattern.test(read))?.[0];
  if (language === undefined) return [];
  // On the developer's own machine it is what it should be.
  const own = x.url !== undefined && isLoopback(x.url);
  return [
    note(own ? 'info' : 'warning', 'content/stack-trace', at.responseBody, {
      title: say`The content shows a stack trace (${language}) of the server's code`,
      detail: say`It says where the program failed, which helps its developers: the topmost line of its own code is the place to look. To everybody else it discloses paths, libraries and versions. In production write it to the log, and send only a number to find it by.`,
      specs: [rfc(9457, '5')],
      basis: 'computed',
    }),
  ];
}

const TRACES: readonly (readonly [language: string, pattern: RegExp])[] = [
  ['Python', /Traceback \(most recent call last\):/],
  ['JavaScript', /^\s*at .{1,300}:\d+:\d+\)?\s*$/m],
  ['.NET', /^\s*at [\w.<>`[\],]+\(.{0,300}\) in .{1,300}:line \d+/m],
  ['Java', /^\s*at [\w$.<>/]+\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)/m],
  ['PHP', /Stack trace:\s*(?:&#13;|<[^>]+>)*\s*#0 |<b>(?:Fatal|Parse) error<\/b>:/],
  ['Ruby', /\.rb:\d+:in [`']/],
  ['Go', /goroutine \d+ \[running\]:/],
];
