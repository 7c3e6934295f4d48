// Grpc-Status (gRPC over HTTP/2): how the call ended, whatever the HTTP status says.
import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const CODES = [
  ['OK', 'the call succeeded'],
  ['CANCELLED', 'the caller gave up'],
  ['UNKNOWN', 'an error that the server does not name'],
  ['INVALID_ARGUMENT', 'the message of the request is not valid'],
  ['DEADLINE_EXCEEDED', 'it took longer than the caller would wait'],
  ['NOT_FOUND', 'what was asked for does not exist'],
  ['ALREADY_EXISTS', 'what was to be made exists already'],
  ['PERMISSION_DENIED', 'the caller may not do this'],
  ['RESOURCE_EXHAUSTED', 'a quota is used up, or a message is too large'],
  ['FAILED_PRECONDITION', 'the system is not in the state for it'],
  ['ABORTED', 'a conflict with another call: try again from the start'],
  ['OUT_OF_RANGE', 'past the end of what there is'],
  ['UNIMPLEMENTED', 'the server has no such method'],
  ['INTERNAL', 'something broke inside the server'],
  ['UNAVAILABLE', 'the service cannot be reached now: try again'],
  ['DATA_LOSS', 'data is lost or damaged'],
  ['UNAUTHENTICATED', 'no valid credentials were sent'],
] as const;

export const grpcStatus: FieldRule = field({
  name: 'Grpc-Status',
  specs: [document('gRPC over HTTP/2', 'responses', 'https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses')],
  where: ['response', 'trailer'],
  shape: 'single',
  standing: 'common',
  summary: say`How a gRPC call ended, a number from 0 (OK) to 16; the HTTP status is 200 in any case.`,
  values: { '0': 'OK' },
  remarks: ['failed', 'unknown-code'],
  read: (value) => ({ parsed: isDigits(value) ? Number(value) : -1 }),
  tell: (code) => (code === 0 ? { level: 'good', title: say`gRPC says ${'OK'}: the call succeeded` } : undefined),
  check: (code, { value }) => {
    const [name, words] = CODES[code] ?? [];
    if (name === undefined || words === undefined)
      return [
        {
          id: 'unknown-code',
          level: 'warning',
          title: say`${shown(value, 20)} is no status of gRPC: these go from 0 to 16`,
          detail: say`A client takes a status that it does not know for ${'UNKNOWN'} (2).`,
        },
      ];
    return when(code !== 0, {
      id: 'failed',
      level: 'warning',
      title: say`The call failed: gRPC says ${name} (${text(String(code))}), ${text(words)}`,
      detail: say`gRPC carries its own status, mostly in the trailers, because the outcome is known only after the messages. The HTTP status says ${'200'} all the same; ${'Grpc-Message'} may say more.`,
    });
  },
});
