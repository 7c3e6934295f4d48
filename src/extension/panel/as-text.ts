// An exchange as a text document in the language of `.http` files, so that hovers and highlighting work in it. Secrets stay dots.
import { masked, secretsInUrl } from '../../core/http/secrets.ts';
import type { ContentView } from '../../protocol/content-view.ts';
import type { RunContent } from '../../protocol/contract.ts';
import type { HopView, LineView, MessageView } from '../../protocol/exchange-view.ts';
import type { Contents } from './contents.ts';

/** Lines of a content that are written out; a longer one is cut, and says so. */
const MOST = 5000;

export function asText(content: RunContent, contents: Contents): string {
  if (content.kind !== 'exchange' && content.kind !== 'socket') return '';
  const hops = content.kind === 'exchange' ? content.hops : [content.exchange];
  const summary = content.summary.map((part) => part.text).join('');
  const hidden = hops.flatMap((hop) => hop.secrets).reduce((text, secret) => text.replaceAll(secret, '•••••'), summary);
  return `# ${hidden}\n\n${hops.map((hop) => hopText(hop, contents)).join('\n')}`;
}

function hopText(hop: HopView, contents: Contents): string {
  const answers = [...hop.informational, ...(hop.response === undefined ? [] : [hop.response])].map(
    (message) => `###\n\n${messageText(message, contents)}`,
  );
  const failure = hop.failure === undefined ? [] : [`# ${hop.failure.code}: ${hop.failure.message}\n`];
  return ['###\n', messageText(hop.request, contents), ...answers, ...failure].join('\n');
}

function messageText({ lines, trailers, content }: MessageView, contents: Contents): string {
  const parts = [
    ...lines.map(lineText),
    '',
    ...(content === undefined ? [] : contentLines(content, contents)),
    ...trailers.map((line) => `# trailer: ${lineText(line)}`),
  ];
  return `${parts.join('\n')}\n`;
}

function lineText(line: LineView): string {
  switch (line.kind) {
    case 'request-line': {
      const target = secretsInUrl(line.target).reduceRight(
        (text, one) => `${text.slice(0, one.start)}•••••${text.slice(one.end)}`,
        line.target,
      );
      return `${line.method} ${target} ${line.version}`;
    }
    case 'status-line':
      return `${line.version} ${line.status} ${line.reason}`.trimEnd();
    case 'field':
      return `${line.name}: ${masked(line.name, line.value)}`;
  }
}

function contentLines(content: ContentView, contents: Contents): readonly string[] {
  const form = content.forms[0] ?? 'hex';
  if (form === 'hex') return [`# ${content.decodedLength} octets of ${content.mediaType || 'no media type'}`];
  const lines: string[] = [];
  let total = 1;
  while (lines.length < Math.min(total, MOST)) {
    const slice = contents.read({ which: content.which, form, from: lines.length, to: MOST });
    if (slice.kind !== 'lines' || slice.lines.length === 0) break;
    total = slice.total;
    lines.push(...slice.lines.map((line) => line.text));
  }
  return total > lines.length ? [...lines, `# ${total - lines.length} more lines are not shown`] : lines;
}
