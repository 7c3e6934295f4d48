// The directives of FORMAT.md: those that Postil does something for, and those of other clients that it recognises.

/** What may follow a tag: nothing, anything, or a value of that shape. */
export type DirectiveValue = 'none' | 'optional' | 'text' | 'duration' | 'name' | 'subprotocols' | 'close';

export const DIRECTIVES: ReadonlyMap<string, DirectiveValue> = new Map<string, DirectiveValue>([
  ['name', 'text'],
  ['note', 'optional'],
  ['prompt', 'name'],
  ['no-redirect', 'none'],
  ['no-cookie-jar', 'none'],
  ['timeout', 'duration'],
  ['connection-timeout', 'duration'],
  ['no-log', 'none'],
  ['no-auto-encoding', 'none'],
  ['form-escapes', 'none'],
  ['insecure', 'none'],
  ['proxy', 'text'],
  ['unix-socket', 'text'],
  ['ref', 'text'],
  ['forceRef', 'text'],
  ['explain-off', 'text'],
  ['ws-subprotocols', 'subprotocols'],
  ['ws-ping', 'duration'],
  ['ws-close', 'close'],
  ['ws-idle-timeout', 'duration'],
  ['disabled', 'none'],
]);

/** Known to other clients; recognised, and nothing is done. */
export const FOREIGN: ReadonlySet<string> = new Set([
  'import',
  'loop',
  'sleep',
  'use-os-credentials',
  'keepStreaming',
  'save',
  'title',
  'description',
  'tag',
  'deprecated',
]);

export const isForeign = (tag: string): boolean => FOREIGN.has(tag) || tag.startsWith('grpc-');
