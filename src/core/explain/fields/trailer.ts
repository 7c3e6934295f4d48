// Trailer (RFC 9110 section 6.6.2).
import { has } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

const FORBIDDEN = [
  'transfer-encoding',
  'content-length',
  'host',
  'content-encoding',
  'content-type',
  'content-range',
  'trailer',
  'authorization',
  'set-cookie',
  'te',
  'cache-control',
  'max-forwards',
];

export const trailer: FieldRule = field({
  name: 'Trailer',
  specs: [rfc(9110, '6.6.2')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`The names of fields that will come after the content, when they are known.`,
  remarks: ['not-a-token', 'forbidden', 'did-not-come'],
  read: (value) => tokens(value, 'Trailer'),
  tell: (names) => ({ title: say`After the content will come ${shown(names.map((n) => n.text).join(', '), 50)}` }),
  check: (names, { subject, place }) => {
    const bad = names.find((n) => FORBIDDEN.includes(n.text.toLowerCase()));
    const trailers = place === 'response' ? subject.response?.trailers : undefined;
    const missing = trailers === undefined ? undefined : names.find((n) => !has(trailers, n.text));
    return [
      ...(bad === undefined
        ? []
        : [
            {
              id: 'forbidden',
              level: 'warning',
              span: bad.range,
              title: say`${bad.text} must not stand in a trailer section`,
              detail: say`Fields that frame, route, authenticate or describe the content are needed before it; afterwards they are ignored.`,
              specs: [rfc(9110, '6.5.1')],
            } as const,
          ]),
      ...(missing === undefined
        ? []
        : [
            {
              id: 'did-not-come',
              level: 'info',
              basis: 'computed',
              span: missing.range,
              title: say`${missing.text} was announced for the trailers and did not come`,
              detail: say`The announcement is a help, no promise; still, whoever waits for it (a checksum, a status) goes without.`,
            } as const,
          ]),
    ];
  },
});
