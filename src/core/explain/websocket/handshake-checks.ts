// The opening handshake, check by check: RFC 6455 sections 4.1 and 4.2 as a table.
import type { Hop } from '../subject.ts';
import { checkExtensions } from './check-extensions.ts';
import { checkKey } from './check-key.ts';
import { checkHost, checkLine } from './check-line.ts';
import { checkProtocol } from './check-protocol.ts';
import { checkConnection, checkUpgrade } from './check-upgrade.ts';
import { checkVersion } from './check-version.ts';
import { extendedConnectChecks, isExtendedConnect } from './extended-connect.ts';
import { type HandshakeCheck, handshakeFacts } from './handshake-check.ts';

/** A row for each check; what a side has not said (no response yet) is judged by the other side alone. Failed rows first when the server refused. */
export function handshakeChecks(hop: Hop): readonly HandshakeCheck[] {
  if (hop.request !== undefined && isExtendedConnect(hop.request)) return extendedConnectChecks(hop);
  const facts = handshakeFacts(hop);
  return [checkLine, checkHost, checkUpgrade, checkConnection, checkKey, checkVersion, checkProtocol, checkExtensions].flatMap(
    (check) => check(facts) ?? [],
  );
}
