// Media types in words, and fields that are lists of them.
import { type MediaType, parseMediaType } from '../../../http/media-type.ts';
import { split } from '../../../http/token.ts';
import { say } from '../../../text/prose.ts';
import type { Reading } from './rule.ts';
import { shown } from './shapes.ts';

export function mediaTypes(value: string, name: string): Reading<readonly MediaType[], 'not-a-media-type'> {
  const pieces = split(value);
  const parsed = pieces.map((piece) => parseMediaType(piece.text, piece.range.start));
  const bad = pieces[parsed.indexOf(undefined)];
  const good = parsed.filter((type) => type !== undefined);
  return {
    parsed: good.length === 0 ? undefined : good,
    remarks:
      bad === undefined
        ? []
        : [
            {
              id: 'not-a-media-type',
              level: 'warning',
              span: bad.range,
              title: say`${shown(bad.text, 24)} in ${name} is not a media type`,
              detail: say`A media type is a type and a subtype with a slash between them: ${'application/json'}.`,
            },
          ],
  };
}

export const typesIn = (types: readonly MediaType[]): string => shown(types.map((type) => type.essence).join(', '), 60) || 'nothing';

const KNOWN: Readonly<Record<string, string>> = {
  'application/json': 'JSON',
  'application/problem+json': 'problem details in JSON (RFC 9457)',
  'application/problem+xml': 'problem details in XML (RFC 9457)',
  'application/ld+json': 'linked data in JSON',
  'application/vnd.api+json': 'JSON as JSON:API lays it out',
  'application/hal+json': 'JSON with links (HAL)',
  'application/geo+json': 'geographic data in JSON',
  'application/jose': 'a signed or encrypted token',
  'application/jwt': 'a JSON Web Token',
  'application/merge-patch+json': 'a JSON merge patch',
  'application/json-patch+json': 'a JSON patch',
  'application/x-ndjson': 'JSON values, one a line',
  'application/json-seq': 'a sequence of JSON texts',
  'application/xml': 'XML',
  'text/xml': 'XML',
  'application/soap+xml': 'a SOAP envelope',
  'application/xhtml+xml': 'XHTML',
  'application/rss+xml': 'an RSS feed',
  'application/atom+xml': 'an Atom feed',
  'application/x-www-form-urlencoded': 'form pairs, percent-encoded',
  'application/octet-stream': 'octets of no declared kind',
  'application/pdf': 'PDF',
  'application/zip': 'a ZIP archive',
  'application/gzip': 'a gzip file',
  'application/wasm': 'WebAssembly',
  'application/graphql': 'a GraphQL document',
  'application/graphql-response+json': 'a GraphQL response',
  'application/grpc': 'gRPC frames',
  'application/protobuf': 'Protocol Buffers',
  'application/x-protobuf': 'Protocol Buffers',
  'application/cbor': 'CBOR',
  'application/msgpack': 'MessagePack',
  'application/yaml': 'YAML',
  'application/sparql-query': 'a SPARQL query',
  'application/manifest+json': 'a web app manifest',
  'application/javascript': 'JavaScript',
  'text/javascript': 'JavaScript',
  'text/html': 'HTML',
  'text/css': 'a style sheet',
  'text/plain': 'plain text',
  'text/csv': 'comma-separated values',
  'text/markdown': 'Markdown',
  'text/calendar': 'iCalendar',
  'text/event-stream': 'server-sent events',
  'multipart/form-data': 'form parts, one for each control',
  'multipart/byteranges': 'several ranges of one resource, a part each',
  'multipart/mixed': 'several parts of their own kinds',
  'image/svg+xml': 'an SVG image',
  'message/http': 'an HTTP message',
};

const TREES: Readonly<Record<string, string>> = {
  image: 'an image',
  audio: 'sound',
  video: 'video',
  font: 'a font',
  text: 'text',
  model: 'a 3D model',
  multipart: 'several parts',
};
const SUFFIXES: Readonly<Record<string, string>> = {
  json: 'JSON',
  xml: 'XML',
  zip: 'a ZIP archive',
  cbor: 'CBOR',
  yaml: 'YAML',
  gzip: 'a gzip file',
  'json-seq': 'a sequence of JSON texts',
};

/** What content of that type is, from the type itself, its suffix or its tree; `undefined` when none of them says. */
export function describeType(type: MediaType): string | undefined {
  const known = KNOWN[type.essence];
  if (known !== undefined) return known;
  const whose = type.subtype.startsWith('vnd.') ? ' of one vendor' : type.subtype.startsWith('x-') ? ', unregistered' : '';
  const suffix = type.suffix === undefined ? undefined : SUFFIXES[type.suffix];
  const kind = suffix ?? TREES[type.type];
  return kind === undefined ? undefined : `${kind}${whose}`;
}
