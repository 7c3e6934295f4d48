// DPoP (RFC 9449 section 4).
import { say } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { jwtPart } from './engine/json.ts';
import { type FieldRule, field, when } from './engine/rule.ts';

export const dpop: FieldRule = field({
  name: 'DPoP',
  specs: [rfc(9449, '4.1')],
  where: ['request'],
  shape: 'single',
  secret: true,
  summary: say`A proof, signed for this one request, that the client holds the key to which its token is bound.`,
  remarks: ['not-a-jwt', 'other-method'],
  read: (value) => {
    const claims = value.split('.').length === 3 ? jwtPart(value.split('.')[1]) : undefined;
    return {
      parsed: claims,
      remarks: when(claims === undefined, {
        id: 'not-a-jwt',
        level: 'warning',
        title: say`${'DPoP'} must be a signed JSON Web Token`,
        detail: say`Three parts with dots between them: header, claims (${'htm'}, ${'htu'}, ${'jti'}, ${'iat'}), signature. Anything else is refused: with 401, and with 400 where a token is asked for.`,
        specs: [rfc(9449, '4.2')],
      }),
    };
  },
  tell: (claims) => ({
    title: say`A proof of the key, made for ${typeof claims['htm'] === 'string' ? escaped(claims['htm'], 12) : 'one method'} of one URL`,
    detail: say`It is decoded, not verified. Its time (${'iat'}) and number (${'jti'}) keep it from being used again.`,
  }),
  check: (claims, { subject }) =>
    when(typeof claims['htm'] === 'string' && subject.request?.method !== undefined && claims['htm'] !== subject.request.method, {
      id: 'other-method',
      level: 'error',
      basis: 'computed',
      title: say`The proof is for ${escaped(String(claims['htm']), 12)}, the request is ${subject.request?.method ?? ''}`,
      detail: say`The server compares ${'htm'} with the method and refuses the request.`,
      specs: [rfc(9449, '4.3')],
    }),
});
