// The lines of a response's header section as they stood on the wire: what readers disagree about is how messages are smuggled
// (RFC 9112 sections 2.2, 5.1 and 5.2, RFC 9110 section 5.5).
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';

/** `head` is Latin-1 up to the empty line, line ends included. */
export function explainHeadLines(head: string): readonly Annotation[] {
  const [status = '', ...lines] = head.split(/\r?\n/).filter((line) => line !== '');
  return [...statusLine(status), ...bareLf(head), ...folded(lines), ...spaced(lines), ...controls(lines)];
}

function statusLine(line: string): readonly Annotation[] {
  if (!/^HTTP\/\d\.\d \d{3}$/.test(line)) return [];
  return [
    info('framing/no-space-after-status', at.wire, {
      title: say`The status line ends right after the code; a space must stand there`,
      detail: say`Without a reason phrase the space that separates it is still needed: ${`${line} `} with a space at the end. Most clients take it without, strict ones do not.`,
      specs: [rfc(9112, '4')],
    }),
  ];
}

function bareLf(head: string): readonly Annotation[] {
  const bare = head.match(/(?<!\r)\n/g)?.length ?? 0;
  if (bare === 0) return [];
  return [
    warning('framing/bare-lf', at.wire, {
      title: say`${text(bare === 1 ? 'A line ends' : `${bare} lines end`)} with LF alone; the lines of a header section end with CR LF`,
      detail: say`A sender must write CRLF (${'\\r\\n'}). A recipient may take a bare LF for the end of a line, and not all do: Node refuses such a response. Where two readers differ, a line can be hidden from one of them.`,
      specs: [rfc(9112, '2.2')],
      basis: 'computed',
    }),
  ];
}

function folded(lines: readonly string[]): readonly Annotation[] {
  const index = lines.findIndex((line) => /^[ \t]/.test(line));
  if (index < 0) return [];
  return [
    error('framing/folded-line', at.wire, {
      title: say`A field is folded over two lines: ${escaped((lines[index] ?? '').trim(), 30)} continues the one before`,
      detail: say`A line that begins with space or tab continues the value before it (obs-fold). That is obsolete, and a sender must not generate it. A client has to join the lines with a space; some drop the second one, or take it for a field of its own.`,
      specs: [rfc(9112, '5.2')],
      basis: 'computed',
    }),
  ];
}

function spaced(lines: readonly string[]): readonly Annotation[] {
  const found = lines.find((line) => /^[^\s:][^:]*[ \t]:/.test(line));
  if (found === undefined) return [];
  return [
    error('framing/space-before-colon', at.wire, {
      title: say`Space between ${escaped(found.slice(0, found.indexOf(':')).trim(), 30)} and its colon, where none is allowed`,
      detail: say`Readers that differ on whether the space belongs to the name see different fields, which is how requests and responses are smuggled past a proxy. A server must reject a request with it, and a proxy must remove it from a response.`,
      specs: [rfc(9112, '5.1')],
      basis: 'computed',
    }),
  ];
}

function controls(lines: readonly string[]): readonly Annotation[] {
  const found = lines.find((line) => /[\0\r\n]/.test(line));
  if (found === undefined) return [];
  const name = escaped(found.split(':')[0] ?? '', 30);
  return [
    error('framing/control-in-field', at.wire, {
      title: say`${name} holds a ${text(found.includes('\0') ? 'NUL' : 'bare CR')}, a control character that is invalid in a field`,
      detail: say`CR, LF and NUL must not stand in a value: a recipient must reject the message, or replace them with spaces. They often come from text that was put into a field unchecked (header injection).`,
      specs: [rfc(9110, '5.5'), rfc(9112, '2.2')],
      basis: 'computed',
    }),
  ];
}
