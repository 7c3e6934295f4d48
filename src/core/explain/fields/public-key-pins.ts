// Public-Key-Pins (RFC 7469), removed from browsers.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const publicKeyPins: FieldRule = field({
  name: 'Public-Key-Pins',
  specs: [rfc(7469, '2.1')],
  where: ['response'],
  shape: 'single',
  summary: say`Bound a host to certain keys for a time; sites locked themselves out with it, and browsers removed it.`,
  remarks: ['removed'],
  read: anything,
  check: () =>
    when(true, {
      id: 'removed',
      level: 'info',
      basis: 'browser',
      title: say`No effect any more: browsers have removed key pinning`,
      detail: say`A lost key made a site unreachable until the pins ran out. Certificate Transparency and CAA records serve the purpose now.`,
    }),
});
