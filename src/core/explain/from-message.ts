// Text that somebody pasted or saved → Subject: raw HTTP messages, `curl -v` output, headers copied from a browser's tools.
import { fail, ok, type Result } from '../text/result.ts';
import { isCurlVerbose, readCurl } from './pasted/curl.ts';
import { isDevTools, readDevTools } from './pasted/devtools.ts';
import { readFieldBlock } from './pasted/field-block.ts';
import { readMessages } from './pasted/messages.ts';
import type { Subject } from './subject.ts';

export interface MessageError {
  readonly code: 'message/empty' | 'message/unreadable';
  readonly message: string;
}

/** A string stands for its UTF-8 octets. Total: what is no message at all comes back as an error. */
export function fromMessage(input: string | Uint8Array): Result<Subject, MessageError> {
  const octets = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(octets);
  if (text.trim() === '') return fail({ code: 'message/empty', message: 'There is nothing to explain: the input is empty.' });
  const subject = read(octets, text);
  if (subject !== undefined) return ok(subject);
  return fail({
    code: 'message/unreadable',
    message:
      'No HTTP message was found: expected a status line (HTTP/1.1 200 OK), a request line (GET / HTTP/1.1), curl -v output, header lines, a HAR or a JSON description.',
  });
}

function read(octets: Uint8Array, text: string): Subject | undefined {
  if (isCurlVerbose(text)) return readCurl(text);
  if (isDevTools(text)) return readDevTools(text);
  return readMessages(octets) ?? readFieldBlock(text);
}
