// A frame of HTTP/2 in few words, for one row of a list: what it carries, values of fields left out since they may be secret.

import { errorName, type H2Frame, type HeaderBlock, type Http2Record } from '../http/http2.ts';
import { grouped } from '../text/grouped.ts';
import { escaped } from './layout.ts';

export function frameWords({ content, length, flagNames }: H2Frame): string {
  switch (content.kind) {
    case 'preface':
      return 'a client of HTTP/2 begins';
    case 'data':
      return `${count(content.octets, 'octet')}${padding(content.padding)}`;
    case 'headers':
    case 'continuation':
      return content.block === undefined ? 'a part of the fields' : `${blockWords(content.block)}${padding(kept(content))}`;
    case 'promise':
      return `stream ${content.promised}${content.block === undefined ? '' : `: ${blockWords(content.block)}`}`;
    case 'priority':
      return `after stream ${content.priority.on}, weight ${content.priority.weight}`;
    case 'reset':
      return errorName(content.error);
    case 'settings':
      if (flagNames.includes('ACK')) return 'settings are in force';
      return content.settings.length === 0
        ? 'nothing but the defaults'
        : content.settings.map(({ id, name, value }) => `${name ?? `0x${id.toString(16)}`} ${grouped(value)}`).join(', ');
    case 'ping':
      return Array.from(content.payload, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
    case 'goaway': {
      const debug = content.debug.length === 0 ? '' : `, "${escaped(latin1(content.debug.subarray(0, 200)))}"`;
      return `${errorName(content.error)}, last stream ${content.last}${debug}`;
    }
    case 'window':
      return `${grouped(content.increment)} more`;
    case 'other':
      return count(length, 'octet');
    case 'malformed':
      return content.why;
    case 'foreign':
      return escaped(latin1(content.octets)).split('\n')[0] ?? '';
  }
}

/** `HTTP/2 stream 3 · 4 frames out, 6 in`, and what ended it early. */
export function recordWords({ stream, frames, omitted }: Http2Record): string {
  const of = (direction: H2Frame['direction']): number => frames.filter((frame) => frame.direction === direction).length;
  const ends = frames.filter(({ direction, content }) => direction === 'in' && (content.kind === 'goaway' || content.kind === 'reset'));
  return [
    `HTTP/2${stream === undefined ? '' : ` stream ${stream}`}`,
    `${count(of('out'), 'frame')} out, ${of('in')} in${omitted === 0 ? '' : `, ${grouped(omitted)} more not kept`}`,
    ...ends.map((frame) => `${frame.name} ${frameWords(frame)}`),
  ].join(' · ');
}

function blockWords({ lines, fault, omitted = 0 }: HeaderBlock): string {
  if (fault !== undefined) return 'fields that could not be read';
  const shown = lines.filter(({ name }) => name === ':status' || name === ':method').map(({ name, value }) => `${name} ${escaped(value)}`);
  const fields = lines.filter(({ name }) => !name.startsWith(':')).length + omitted;
  return [...shown, count(fields, 'field')].join(', ');
}

const kept = (content: H2Frame['content']): number | undefined => (content.kind === 'headers' ? content.padding : undefined);
const padding = (octets: number | undefined): string => (octets === undefined ? '' : `, padding ${octets}`);
const count = (n: number, one: string): string => `${grouped(n)} ${one}${n === 1 ? '' : 's'}`;
const latin1 = (octets: Uint8Array): string => String.fromCharCode(...octets);
