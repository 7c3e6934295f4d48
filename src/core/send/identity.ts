// A client certificate as TLS takes it.
import type { SecureContextOptions } from 'node:tls';

/** With one, TLS is verified by Node before the certificate is shown to the server. */
export interface ClientIdentity {
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Uint8Array;
  readonly passphrase?: string;
}

export const identityOptions = (identity: ClientIdentity | undefined): SecureContextOptions => ({
  ...(identity?.cert === undefined ? {} : { cert: identity.cert }),
  ...(identity?.key === undefined ? {} : { key: identity.key }),
  ...(identity?.pfx === undefined ? {} : { pfx: Buffer.from(identity.pfx) }),
  ...(identity?.passphrase === undefined ? {} : { passphrase: identity.passphrase }),
});
