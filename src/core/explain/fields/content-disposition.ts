// Content-Disposition (RFC 6266).
import { parameter, parseParameters } from '../../http/parameters.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const contentDisposition: FieldRule = field({
  name: 'Content-Disposition',
  specs: [rfc(6266, '4')],
  where: ['response', 'request'],
  shape: 'single',
  summary: say`Whether the content is to be shown (${'inline'}) or saved as a file (${'attachment'}), and under which name; in multipart parts, the name of a form control.`,
  values: { inline: 'show it', attachment: 'offer to save it', 'attachment; filename="report.pdf"': 'save it under this name' },
  remarks: ['no-type', 'path-in-name', 'unquoted', 'not-ascii-name'],
  read: (value) => {
    const [type, ...parameters] = parseParameters(value);
    if (type === undefined || type.value !== undefined)
      return {
        remarks: [
          {
            id: 'no-type',
            level: 'warning',
            title: say`${'Content-Disposition'} must begin with ${'inline'} or ${'attachment'}`,
            detail: say`The disposition comes first, its parameters after a semicolon: ${'attachment; filename="a.txt"'}. Browsers differ in what they make of anything else.`,
          },
        ],
      };
    const plain = parameter(parameters, 'filename');
    const extended = parameter(parameters, 'filename*');
    return { parsed: { type: type.name.toLowerCase(), plain, extended, name: decoded(extended?.value) ?? plain?.value } };
  },
  tell: ({ type, name }) => {
    const as = name === undefined ? say`` : say` as ${shown(name, 40)}`;
    if (type === 'inline') return { title: say`To be shown in place${as}`, basis: 'browser' };
    if (type === 'form-data') return { title: say`A part of a form${as}` };
    return {
      title: say`To be saved as a file${name === undefined ? say`` : say`: ${shown(name, 40)}`}`,
      basis: 'browser',
      detail: say`A browser offers to save it; Postil shows the content all the same.`,
    };
  },
  check: ({ plain, extended, name }) => [
    ...(name !== undefined && /[/\\]/.test(name)
      ? [
          {
            id: 'path-in-name',
            level: 'warning',
            title: say`The file name holds a path; recipients keep only the last part`,
            detail: say`A name with slashes or backslashes could point outside of the download folder, so a client must not follow it. Send the bare name.`,
            specs: [rfc(6266, '4.3')],
          } as const,
        ]
      : []),
    ...(plain?.fault === 'value'
      ? [
          {
            id: 'unquoted',
            level: 'warning',
            span: plain.valueRange,
            title: say`The file name ${shown(plain.value ?? '', 30)} needs quotes`,
            detail: say`Without quotes the name must be a token, so it ends at the first space or separator: some browsers cut it there.`,
            specs: [rfc(6266, '4.1')],
          } as const,
        ]
      : []),
    ...(plain !== undefined && extended === undefined && /%[0-9A-Fa-f]{2}/.test(plain.value ?? '')
      ? [
          {
            id: 'not-ascii-name',
            level: 'info',
            title: say`Percent signs in ${'filename'} belong to the name; ${'filename*'} is made for encoding`,
            detail: say`${"filename*=UTF-8''na%C3%AFve.txt"} carries any name, and it wins over ${'filename'}. In the plain parameter some clients decode the percent signs, the others show them as they are.`,
            specs: [rfc(6266, '4.3'), rfc(8187, '3.2')],
          } as const,
        ]
      : []),
  ],
});

/** The name in `UTF-8''na%C3%AFve.txt` (RFC 8187). */
function decoded(extended: string | undefined): string | undefined {
  const found = /^utf-8'[^']*'(.*)$/i.exec(extended ?? '');
  try {
    return found?.[1] === undefined ? undefined : decodeURIComponent(found[1]);
  } catch {
    return undefined;
  }
}
