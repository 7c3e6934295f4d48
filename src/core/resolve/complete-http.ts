// The last step to an HTTP request: what Postil adds (FORMAT.md C23). Nothing is added to it later.
import { combined } from '../http/field.ts';
import type { Content, ContentPiece, HttpRequest, HttpVersion, Origin } from '../http/request.ts';
import { octetsOfText } from '../text/octets.ts';
import type { Piece } from './pieces.ts';
import { draftValue, type RequestDraft } from './request-draft.ts';
import type { Scope } from './scope.ts';
import { add, addUsual, authorizationIn, isWritten, type SentFields, writtenFields } from './sent-fields.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface CompleteHttp {
  readonly httpRequest: HttpRequest;
  /** From `Authorization: Digest user password`: to be answered when the server asks. */
  readonly digest: Credentials | undefined;
}

export function completeHttp(draft: RequestDraft, origin: Origin, scope: Scope): CompleteHttp {
  const sent = writtenFields(draft, scope.settings);
  addUsual(sent, draft, scope.settings);
  const content = contentOf(draft, sent);
  if (scope.settings.leaveOut?.includes('content-length') !== true) addLength(draft, sent, content);
  const { method, address } = draft;
  const written = draft.version === undefined ? {} : { versionWritten: true as const };
  const request = { method, url: address.url, origin, target: address.target, version: versionOf(draft), ...written, ...sent, content };
  const authorization = authorizationIn(draft, draftValue(draft.fields, 'authorization'));
  const digest = authorization.kind === 'digest' ? { user: authorization.user, password: authorization.password } : undefined;
  return { httpRequest: request, digest };
}

const VERSIONS: Readonly<Record<string, HttpVersion>> = {
  'HTTP/1.0': 'HTTP/1.0',
  'HTTP/2': 'HTTP/2',
  'HTTP/2.0': 'HTTP/2',
  'HTTP/3': 'HTTP/3',
  'HTTP/3.0': 'HTTP/3',
};

export const versionOf = ({ version }: RequestDraft): HttpVersion => VERSIONS[version ?? ''] ?? 'HTTP/1.1';

function contentOf(draft: RequestDraft, sent: SentFields): Content | undefined {
  if (!draft.content) return undefined;
  if (draft.content.type === 'graphql' && !isWritten(draft, 'content-type'))
    add(sent, 'Content-Type', 'application/json', 'GraphQL over HTTP sends the query as JSON.');
  const content = draft.content.pieces.map(octetsOf);
  return isChunked(sent) ? chunked(content) : content;
}

const encoder = new TextEncoder();

export const octetsOf = (piece: Piece): ContentPiece => {
  switch (piece.kind) {
    case 'text':
      return { kind: 'bytes', bytes: octetsOfText(piece.text) };
    case 'file':
      return piece;
  }
};

export const lengthOf = (content: Content): number =>
  content.reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);

const isChunked = ({ fields }: SentFields): boolean => /(?:^|,)\s*chunked\s*$/i.test(combined(fields, 'Transfer-Encoding') ?? '');

/** One chunk a piece (RFC 9112 section 7.1), because the author asked for this coding. */
function chunked(content: Content): Content {
  const line = (text: string): ContentPiece => ({ kind: 'bytes', bytes: encoder.encode(text) });
  const framed = content.flatMap((piece) => {
    const size = lengthOf([piece]);
    return size === 0 ? [] : [line(`${size.toString(16)}\r\n`), piece, line('\r\n')];
  });
  return [...framed, line('0\r\n\r\n')];
}

/** A method that usually brings content says so also when it brings none (RFC 9110 section 8.6). */
function addLength(draft: RequestDraft, sent: SentFields, content: Content | undefined): void {
  if (isWritten(draft, 'content-length') || isWritten(draft, 'transfer-encoding')) return;
  if (content) add(sent, 'Content-Length', String(lengthOf(content)), 'How many octets the content has (RFC 9110 section 8.6).');
  else if (/^(?:POST|PUT|PATCH)$/.test(draft.method))
    add(sent, 'Content-Length', '0', `${draft.method} usually brings content; this one says that it brings none (RFC 9110 section 8.6).`);
}
