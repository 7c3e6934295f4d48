// X-Forwarded-Host: custom.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xForwardedHost: FieldRule = field({
  name: 'X-Forwarded-Host',
  specs: [rfc(7239, '5.3')],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  summary: say`The ${'Host'} that the client asked for, before a proxy changed it.`,
  read: anything,
  tell: (value) => ({
    title: say`The client asked the proxy for ${shown(value, 48)}`,
    detail: say`A server that builds links from it must know that a proxy of its own wrote it: anybody can send the field.`,
  }),
});
