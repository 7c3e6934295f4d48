// X-Real-IP: custom, of nginx and others.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xRealIp: FieldRule = field({
  name: 'X-Real-IP',
  specs: [],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  summary: say`The client's address as the first proxy saw it.`,
  read: anything,
  tell: (value) => ({ title: say`Says that the client is ${shown(value, 44)}` }),
});
