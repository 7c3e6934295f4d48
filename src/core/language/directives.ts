// The directives (`# @tag value`) that Postil knows: what they take and what they do. FORMAT.md, "Directives".
import { type Prose, say, text } from '../text/prose.ts';

export interface DirectiveDefinition {
  readonly tag: string;
  /** What follows the tag, for people; `undefined` when nothing does. */
  readonly takes: string | undefined;
  readonly summary: Prose;
  /** A snippet of the argument, in the notation of `snippet.ts`. */
  readonly insert?: string;
  /** `false`: known from another client, and not run here. */
  readonly run: boolean;
}

const own = (tag: string, takes: string | undefined, insert: string | undefined, summary: Prose): DirectiveDefinition => ({
  tag,
  takes,
  summary,
  run: true,
  ...(insert !== undefined && { insert }),
});

const foreign = (tag: string, summary: Prose): DirectiveDefinition => ({ tag, takes: undefined, summary, run: false });

export const DIRECTIVES: readonly DirectiveDefinition[] = [
  own(
    'name',
    'a name',
    '<login>',
    say`Names the request, so that ${'{{login.response.body.$.token}}'}, ${'# @ref login'} and ${'run #login'} find it.`,
  ),
  own('note', 'a text', '<This deletes data. Send it?>', say`Asks for confirmation before sending, and shows this text.`),
  own(
    'prompt',
    'a variable and a description',
    '<password> <Your password>',
    say`Asks for the value of a variable when the request is sent. A variable whose name is like ${'password'}, ${'secret'} or ${'token'} is typed hidden. Escape cancels the send.`,
  ),
  own('no-redirect', undefined, undefined, say`A redirect is shown as it came, and not followed.`),
  own(
    'no-cookie-jar',
    undefined,
    undefined,
    say`Sends no cookies from the jar and stores none. A ${'Cookie'} field that is written here is sent all the same.`,
  ),
  own(
    'timeout',
    'a time',
    '<10> <s|ms|m>',
    say`How long to wait for the response, and between its octets. The unit is seconds when none is written; the default is 60 s.`,
  ),
  own(
    'connection-timeout',
    'a time',
    '<5> <s|ms|m>',
    say`How long making the connection may take. The unit is seconds when none is written; the default is 30 s.`,
  ),
  own('no-log', undefined, undefined, say`The exchange is not kept in the history.`),
  own('no-auto-encoding', undefined, undefined, say`Target and form are sent as typed: nothing is percent-encoded.`),
  own(
    'form-escapes',
    undefined,
    undefined,
    say`In a form ${'%+'}, ${'%&'}, ${'%='} and ${'%%'} stand for the characters themselves, as in the JetBrains HTTP Client.`,
  ),
  own('insecure', undefined, undefined, say`This request accepts a certificate that does not verify. The panel says so.`),
  own(
    'unix-socket',
    'a path',
    '</var/run/docker.sock>',
    say`Connects to this unix socket, or Windows pipe, instead of the host and port of the URL, which stay in ${'Host'}.`,
  ),
  own('proxy', 'an address or none', '<http://127.0.0.1:3128>', say`Sends through this proxy; ${'none'} connects directly.`),
  own('ref', 'a request', '<login>', say`That request is sent first if it has no response yet.`),
  own('forceRef', 'a request', '<login>', say`That request is sent first, every time.`),
  own('explain-off', 'the id of a finding', '<id>', say`Mutes a finding for this request.`),
  own('ws-subprotocols', 'names', '<chat>', say`Offers these subprotocols in ${'Sec-WebSocket-Protocol'}, separated by commas.`),
  own('ws-ping', 'a time', '<30s>', say`Sends a ping at this interval while the WebSocket is open.`),
  own('ws-close', 'a code and a reason', '<1000> <done>', say`Closes the WebSocket with this code and reason after the last message.`),
  own('ws-idle-timeout', 'a time', '<10s>', say`Closes the WebSocket when nothing came for this long.`),
  own('disabled', undefined, undefined, say`No lens stands above this request, and ${text('“Send all”')} leaves it out.`),
  foreign('import', say`Brings in another file.`),
  foreign('loop', say`Sends the request several times.`),
  foreign('sleep', say`Waits before the request is sent.`),
  foreign('use-os-credentials', say`Signs in as the user of the operating system.`),
  foreign('keepStreaming', say`Goes on without waiting for the end of a stream.`),
  foreign('save', say`Writes the response to a file.`),
  foreign('title', say`A title for the request.`),
  foreign('description', say`A description of the request.`),
  foreign('tag', say`Groups requests.`),
  foreign('deprecated', say`Marks the request as outdated.`),
];

const BY_TAG: ReadonlyMap<string, DirectiveDefinition> = new Map(DIRECTIVES.map((d) => [d.tag.toLowerCase(), d]));

/** The definition of a tag without its `@`; `undefined` for an unknown one. */
export const directive = (tag: string): DirectiveDefinition | undefined =>
  BY_TAG.get(tag.toLowerCase()) ?? (/^grpc-/i.test(tag) ? foreign(tag, say`Belongs to gRPC.`) : undefined);
