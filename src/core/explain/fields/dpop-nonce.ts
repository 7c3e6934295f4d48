// DPoP-Nonce (RFC 9449 section 8).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const dpopNonce: FieldRule = field({
  name: 'DPoP-Nonce',
  specs: [rfc(9449, '8')],
  where: ['response'],
  shape: 'single',
  summary: say`A value of the server's that the next DPoP proof must contain.`,
  read: anything,
  tell: (_, { subject }) =>
    subject.response?.status === 401 || subject.response?.status === 400
      ? { margin: true, title: say`Repeat the request with a proof that holds this nonce` }
      : { title: say`The next proof should hold this nonce` },
});
