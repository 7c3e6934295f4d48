// The fields that go on the wire: those written, with shorthands written out, and those that Postil adds (FORMAT.md C16, C23).
import type { Field } from '../http/field.ts';
import type { AwsCredentials, FieldSource, HttpRequest } from '../http/request.ts';
import { base64OfText } from '../text/base64.ts';
import { type Authorization, readAuthorization } from './authorization.ts';
import type { DraftField, RequestDraft } from './request-draft.ts';
import type { ResolveSettings } from './scope.ts';

/** Two lists of one length. */
export interface SentFields {
  readonly fields: Field[];
  readonly sources: FieldSource[];
}

/** `Host` first where it is not written, then what is written, in order. */
export function writtenFields(draft: RequestDraft, { leaveOut = [] }: Pick<ResolveSettings, 'leaveOut'> = {}): SentFields {
  const sent: SentFields = { fields: [], sources: [] };
  const { host, userinfo } = draft.address;
  if (!isWritten(draft, 'host') && host !== undefined && !leaveOut.includes('host'))
    add(sent, 'Host', host, 'Every HTTP/1.1 request names its host (RFC 9112 section 3.2); this is the one of the URL.');
  for (const field of draft.fields) addWritten(sent, draft, field);
  if (userinfo !== undefined && !isWritten(draft, 'authorization'))
    add(
      sent,
      'Authorization',
      `Basic ${base64OfText(userinfo.includes(':') ? userinfo : `${userinfo}:`)}`,
      'User and password of the URL (RFC 7617).',
    );
  return sent;
}

export function add(sent: SentFields, name: string, value: string, why: string): void {
  sent.fields.push([name, value]);
  sent.sources.push({ kind: 'added', why });
}

export const isWritten = (draft: RequestDraft, name: string): boolean => draft.fields.some((f) => f.name.toLowerCase() === name);

/** What an `Authorization` says; a shorthand is none where fields go out as typed. */
export const authorizationIn = ({ verbatimFields }: RequestDraft, value: string | undefined): Authorization =>
  verbatimFields ? { kind: 'as-typed' } : readAuthorization(value ?? '');

/** From `Authorization: AWS …`: what to sign with, and where in `sent` the signature takes the line's place. */
export function awsOf(draft: RequestDraft, sent: Pick<HttpRequest, 'fields' | 'sources'>): AwsCredentials | undefined {
  const field = draft.fields.find(({ name }) => name.toLowerCase() === 'authorization');
  const read = authorizationIn(draft, field?.value);
  if (field === undefined || read.kind !== 'aws') return undefined;
  const next = sent.sources.findIndex((source) => source.kind === 'text' && source.range.start > field.range.start);
  const last = sent.sources.findLastIndex((source) => source.kind === 'text');
  return { ...read.credentials, at: next >= 0 ? next : last >= 0 ? last + 1 : Math.min(1, sent.fields.length) };
}

/** The ones that can be switched off. */
export function addUsual(sent: SentFields, draft: RequestDraft, { userAgent, accept, acceptEncoding, more = [] }: ResolveSettings): void {
  if (userAgent !== undefined && !isWritten(draft, 'user-agent'))
    add(sent, 'User-Agent', userAgent, 'Says who asks. The setting postil.defaultHeaders changes it or takes it away.');
  if (draft.keyword === 'SSE' && !isWritten(draft, 'accept'))
    add(sent, 'Accept', 'text/event-stream', 'The request is for server-sent events.');
  else if (accept && !isWritten(draft, 'accept'))
    add(sent, 'Accept', '*/*', 'Any media type is welcome. The setting postil.defaultHeaders changes it or takes it away.');
  if (acceptEncoding !== undefined && !isWritten(draft, 'accept-encoding'))
    add(
      sent,
      'Accept-Encoding',
      acceptEncoding,
      'The codings that Postil decodes. The setting postil.defaultHeaders changes it or takes it away.',
    );
  for (const [name, value] of more)
    if (!sent.fields.some(([other]) => other.toLowerCase() === name.toLowerCase()) && !isWritten(draft, name.toLowerCase()))
      add(sent, name, value, 'From the setting postil.defaultHeaders.');
}

function addWritten(sent: SentFields, draft: RequestDraft, field: DraftField): void {
  const value = valueSent(draft, field);
  if (value === undefined) return;
  sent.fields.push([field.name, value]);
  sent.sources.push({ kind: 'text', range: field.range });
}

/** `undefined` for a field that is not sent. */
function valueSent(draft: RequestDraft, { name, value }: DraftField): string | undefined {
  const lower = name.toLowerCase();
  if (lower === 'authorization') {
    const read = authorizationIn(draft, value);
    switch (read.kind) {
      case 'as-typed':
        return value;
      case 'basic':
        return read.value;
      case 'digest':
      case 'aws':
        return undefined;
    }
  }
  if (lower !== 'content-type') return value;
  if (draft.keyword === 'WEBSOCKET') return undefined;
  const boundary = draft.content?.addedBoundary;
  return boundary === undefined
    ? value
    : `${value.replace(EMPTY_BOUNDARY, '').replace(/\s*;\s*$/, '')}; boundary=${quotedIfNeeded(boundary)}`;
}

/** `; boundary=` with nothing behind it, whose place the added one takes. */
const EMPTY_BOUNDARY = /;\s*boundary\s*=\s*(?:"")?\s*(?=;|$)/i;

const quotedIfNeeded = (boundary: string): string =>
  /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(boundary) ? boundary : `"${boundary.replace(/["\\]/g, '\\$&')}"`;
