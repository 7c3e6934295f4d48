// The frames of HTTP/2 as JSON: octets in hexadecimal, what names have numbers too.
import { errorName, type H2Content, type H2Frame, type HeaderBlock, type Http2Record } from '../http/http2.ts';

export const http2Json = ({ stream, frames, omitted, began }: Http2Record): Record<string, unknown> => ({
  ...(stream !== undefined && { stream }),
  frames: frames.map(frameJson),
  omitted,
  began,
});

const frameJson = ({ content, cut, at, ...rest }: H2Frame): Record<string, unknown> => ({
  ...rest,
  at: Math.round(at * 1000) / 1000,
  content: contentJson(content),
  ...(cut === true && { cut }),
});

function contentJson(content: H2Content): Record<string, unknown> {
  switch (content.kind) {
    case 'headers':
    case 'promise':
    case 'continuation':
      return { ...content, ...(content.block !== undefined && { block: blockJson(content.block) }) };
    case 'reset':
      return { ...content, errorName: errorName(content.error) };
    case 'goaway':
      return { ...content, errorName: errorName(content.error), debug: hex(content.debug) };
    case 'ping':
      return { ...content, payload: hex(content.payload) };
    case 'other':
    case 'malformed':
    case 'foreign':
      return { ...content, octets: hex(content.octets) };
    case 'preface':
    case 'data':
    case 'priority':
    case 'settings':
    case 'window':
      return { ...content };
  }
}

const blockJson = (block: HeaderBlock): Record<string, unknown> => ({ ...block });

const hex = (octets: Uint8Array): string => Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
