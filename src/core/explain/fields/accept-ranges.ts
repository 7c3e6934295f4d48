// Accept-Ranges (RFC 9110 section 14.3).
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { tokens } from './engine/shapes.ts';

export const acceptRanges: FieldRule = field({
  name: 'Accept-Ranges',
  specs: [rfc(9110, '14.3')],
  where: ['response', 'trailer'],
  shape: 'list',
  summary: say`Whether parts of this resource can be asked for with ${'Range'}, and in which unit.`,
  values: { bytes: 'ranges of octets', none: 'no ranges' },
  remarks: ['not-a-token'],
  read: (value) => tokens(value, 'Accept-Ranges'),
  tell: (units) => {
    const names = units.map((u) => u.text.toLowerCase());
    if (names.includes('none'))
      return {
        margin: true,
        title: say`The server does not support ranges here: a download cannot resume`,
        detail: say`A broken transfer has to start again from the first octet; a ${'Range'} request gets the whole content with 200.`,
      };
    if (names.includes('bytes')) return { title: say`Parts can be requested: a broken download can resume with ${'Range'}` };
    return { title: say`Ranges in units of ${text(names.join(', '))}` };
  },
});
