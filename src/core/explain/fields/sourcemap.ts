// SourceMap (ECMA-426).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const sourcemap: FieldRule = field({
  name: 'SourceMap',
  specs: [document('ECMA-426', 'sec-linking-inline', 'https://tc39.es/ecma426/#sec-linking-inline')],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`Where the source map of this script or style sheet is, for the browser's debugger.`,
  read: anything,
  tell: (url) => ({ basis: 'browser', title: say`A debugger finds the original source by ${shownReference(url, 44)}` }),
});
