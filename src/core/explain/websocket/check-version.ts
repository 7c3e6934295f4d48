// Sec-WebSocket-Version (RFC 6455 sections 4.1, 4.4 and 11.3.5): 13 is the only version in use.
import { firstOf, has, valuesOf } from '../../http/field.ts';
import { join, say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { shown } from './check-upgrade.ts';
import { type Fault, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';
import { members } from './list.ts';

export function checkVersion({ asked, response }: HandshakeFacts): HandshakeCheck {
  const offered = response?.fields === undefined ? [] : members(response.fields, 'Sec-WebSocket-Version');
  const faults = asked === undefined ? [] : versionFaults(asked, offered);
  return row(
    'Version',
    [shown(asked, 'Sec-WebSocket-Version'), offered.map((one) => escaped(one, 10)).join(', ')],
    faults,
    say`Version 13 is RFC 6455.`,
  );
}

function versionFaults(asked: Parameters<typeof firstOf>[0], offered: readonly string[]): readonly Fault[] {
  const value = firstOf(asked, 'Sec-WebSocket-Version');
  if (value === undefined)
    return [
      fault(
        'version-missing',
        { side: 'request' },
        {
          title: say`The request has no ${'Sec-WebSocket-Version: 13'}`,
          detail: say`The version is required and must be 13. A server that checks it answers ${'400'} or ${'426'}.`,
        },
      ),
    ];
  if (value.trim() === '13' && valuesOf(asked, 'Sec-WebSocket-Version').length === 1) return [];
  const at =
    offered.length > 0
      ? ({ side: 'response', field: 'Sec-WebSocket-Version' } as const)
      : ({ side: 'request', field: 'Sec-WebSocket-Version' } as const);
  const supports = offered.length > 0 ? say`This server supports only ${offered.map((one) => escaped(one, 10)).join(', ')}.` : [];
  return [
    fault('version-unsupported', at, {
      title:
        offered.length > 0
          ? say`Version ${escaped(value, 10)} was asked for; the server supports ${text(
              offered
                .slice(0, 5)
                .map((one) => escaped(one, 10))
                .join(', '),
            )}`
          : say`Version ${escaped(value, 10)} was asked for; RFC 6455 is version ${'13'}`,
      detail: join([
        supports,
        say`Change ${'Sec-WebSocket-Version'} to ${offered.length === 0 || offered.includes('13') ? '13' : escaped(offered[0] ?? '13', 10)} and open the connection again.`,
      ]),
      section: '4.4',
    }),
  ];
}

/** Did the server name the versions that it knows, as RFC 6455 section 4.4 has it do when it refuses one? */
export const namesVersions = ({ response }: HandshakeFacts): boolean =>
  response?.fields !== undefined && has(response.fields, 'Sec-WebSocket-Version');
