// How the octets of a response divide (RFC 9112 section 2.1): status line, header section, empty line, content.
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { View } from '../view.ts';
import { octets } from '../words.ts';
import { explainHeadLines } from './head-lines.ts';

export function explainWire(x: View): readonly Annotation[] {
  const raw = x.response?.raw;
  if (raw === undefined || raw.length === 0) return [];
  const head = latin(raw.subarray(0, 100_000));
  if (!head.startsWith('HTTP/')) return [notHttp(head)];
  const line = /\r?\n/.exec(head);
  const end = /\r?\n\r?\n/.exec(head);
  if (line === null || end === null) return [headCut(raw.length)];
  const sizes = {
    status: line.index,
    fields: Math.max(0, end.index - line.index - line[0].length),
    content: raw.length - end.index - end[0].length,
  };
  return [
    info('framing/wire', at.wire, {
      title: say`Status line ${String(sizes.status)}, header section ${String(sizes.fields)}, empty line, content ${text(octets(sizes.content))}`,
      detail: say`The message is ${text(octets(raw.length))}: the status line (${text(octets(sizes.status))}), the header fields, one on each line (${text(octets(sizes.fields))}), and the content (${text(octets(sizes.content))}). Each line ends with ${'\\r\\n'}; the empty line, ${'\\r\\n\\r\\n'} at octet ${String(end.index)}, separates the header from the content.`,
      specs: [rfc(9112, '2.1')],
      basis: 'computed',
    }),
    ...explainHeadLines(head.slice(0, end.index + end[0].length)),
  ];
}

function headCut(length: number): Annotation {
  return error('framing/head-cut', at.wire, {
    title: say`The header section does not end: no empty line in ${text(octets(length))}`,
    detail: say`The fields end with an empty line, and it never came. The connection was cut, or the server waits for something.`,
    specs: [rfc(9112, '2.1'), rfc(9112, '8')],
    basis: 'computed',
  });
}

function notHttp(head: string): Annotation {
  const guess = PROTOCOLS.find(([pattern]) => pattern.test(head))?.[1];
  return error('framing/no-status-line', at.wire, {
    title: say`No status line: the answer begins with ${escaped(head, 24)}`,
    detail: say`An HTTP/1.1 response begins with ${'HTTP/1.1'} and a status code. ${guess === undefined ? text('Something else answers on this port, or the octets are the rest of an earlier response.') : say`This looks like ${text(guess)}.`} Check scheme and port.`,
    specs: [rfc(9112, '4')],
    basis: guess === undefined ? 'computed' : 'hypothesis',
  });
}

const PROTOCOLS: readonly (readonly [RegExp, string])[] = [
  [/^\x15\x03/, 'a TLS alert: the port speaks HTTPS, and plain HTTP was sent to it'],
  [/^\x16\x03/, 'a TLS handshake'],
  [/^SSH-/, 'an SSH server'],
  [/^220[ -]/, 'a mail or FTP server'],
  [/^\* OK|^\+OK/, 'a mail server (IMAP or POP3)'],
  [/^(?:-ERR|\+PONG|-NOAUTH|-DENIED)/, 'a Redis server'],
  [/^PRI \* HTTP\/2|^\x00\x00[\x00-\x40][\x04\x07]/, 'HTTP/2: the server does not speak HTTP/1.1 here'],
  [/^.\x00\x00\x00\x0a/s, 'a MySQL server'],
  [/^ICY /, 'a radio stream (Shoutcast)'],
  [/^RTSP\//, 'an RTSP server'],
  [/^\s*<(?:!doctype|html)/i, 'HTML without a head, as HTTP/0.9 had it'],
];

const latin = (bytes: Uint8Array): string => {
  let words = '';
  for (const octet of bytes) words += String.fromCharCode(octet);
  return words;
};
