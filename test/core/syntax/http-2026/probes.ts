// All probes of the record.
import { CONTENT } from './content-probes.ts';
import { OBSERVED } from './observed-probes.ts';
import type { Probe } from './probe.ts';
import { STRUCTURE } from './structure-probes.ts';
import { VARIABLES } from './variable-probes.ts';

export const PROBES: readonly Probe[] = [...STRUCTURE, ...CONTENT, ...VARIABLES, ...OBSERVED];

/** With the listener's place in it, as the octets of a file. */
export const octetsOf = ({ source }: Probe, authority: string): Uint8Array =>
  Buffer.from(Buffer.from(source).toString('latin1').replaceAll('AUTHORITY', authority), 'latin1');
