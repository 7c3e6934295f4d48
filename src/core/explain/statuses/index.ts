// All registered status codes (IANA's registry), by number; and the classes, for codes that are not registered.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { CLIENT_ACCESS } from './client-access.ts';
import { CLIENT_CONTENT } from './client-content.ts';
import { CLIENT_STATE } from './client-state.ts';
import { CLIENT_TARGET } from './client-target.ts';
import type { StatusEntry } from './entry.ts';
import { INFORMATIONAL } from './informational.ts';
import { REDIRECTION } from './redirection.ts';
import { SERVER_ERROR } from './server-error.ts';
import { SUCCESS } from './success.ts';

export const STATUSES: ReadonlyMap<number, StatusEntry> = new Map(
  [INFORMATIONAL, SUCCESS, REDIRECTION, CLIENT_ACCESS, CLIENT_TARGET, CLIENT_CONTENT, CLIENT_STATE, SERVER_ERROR]
    .flat()
    .sort((a, b) => a.code - b.code)
    .map((entry) => [entry.code, entry]),
);

/** What a class means; a code that a client does not know is treated like the `x00` of its class (RFC 9110 section 15). */
export const CLASSES = [
  {
    first: 100,
    name: 'Informational',
    meaning: say`An interim response: the request was received, and the final response is still to come.`,
    specs: [rfc(9110, '15.2')],
  },
  { first: 200, name: 'Successful', meaning: say`The request was received, understood and accepted.`, specs: [rfc(9110, '15.3')] },
  {
    first: 300,
    name: 'Redirection',
    meaning: say`The client has to do something more to complete the request.`,
    specs: [rfc(9110, '15.4')],
  },
  {
    first: 400,
    name: 'Client Error',
    meaning: say`The server thinks that the request is at fault; the same request will probably fail again.`,
    specs: [rfc(9110, '15.5')],
  },
  {
    first: 500,
    name: 'Server Error',
    meaning: say`The server knows that it failed or cannot do what is asked; the request may be in order.`,
    specs: [rfc(9110, '15.6')],
  },
] as const;

export const classOf = (code: number): (typeof CLASSES)[number] | undefined => CLASSES[Math.floor(code / 100) - 1];
