// What a browser's network panel gives when its "Headers" are copied as text: labelled lines, in one or two lines each.
import type { Field } from '../../http/field.ts';
import { known } from '../read-json.ts';
import type { Subject } from '../subject.ts';
import { sideOf } from './field-block.ts';
import { fieldOf, startLine } from './head.ts';

export const isDevTools = (text: string): boolean => /^\s*(?:General\s*\n\s*)?Request URL:?[ \t]*(?:\r?\n)?[ \t]*\S+:\/\//im.test(text);

const LABELS: Readonly<Record<string, string>> = {
  'request url': 'url',
  'request method': 'method',
  'status code': 'status',
  status: 'status',
  'remote address': 'remote',
  'referrer policy': 'policy',
  version: 'version',
};

type Section = 'general' | 'response' | 'request';

export function readDevTools(text: string): Subject {
  const general = new Map<string, string>();
  const fields: Record<'response' | 'request', Field[]> = { response: [], request: [] };
  let section: Section = 'general';
  let status: string | undefined;
  for (const [label, value] of pairs(text)) {
    const next = sectionOf(label, value);
    const line = startLine(value === '' ? label : `${label}: ${value}`);
    if (next !== undefined) section = next;
    else if (line?.kind === 'response') status = `${line.status} ${line.reason}`;
    else if (line?.kind === 'request') general.set('method', line.method);
    else if (section === 'general' && LABELS[label.toLowerCase()] !== undefined) general.set(LABELS[label.toLowerCase()] ?? '', value);
    else if (value !== '' || section !== 'general') fields[section === 'request' ? 'request' : 'response'].push([label, value]);
  }
  const code = /^(\d{3})\s*(.*)$/.exec(status ?? general.get('status') ?? '');
  const asked = sideOf([[':method', 'GET'], ...fields.request]).request;
  return {
    request: {
      ...asked,
      ...known({
        method: general.get('method') ?? asked?.method,
        url: general.get('url') ?? asked?.url,
        version: general.get('version') ?? asked?.version,
      }),
    },
    response: known({
      status: code === null ? undefined : Number(code[1]),
      reason: code?.[2]?.replace(/\s*\(from .*\)$/, ''),
      fields: fields.response.filter(([name]) => !name.startsWith(':')),
    }),
    context: {},
  };
}

function sectionOf(label: string, value: string): Section | undefined {
  if (value !== '') return undefined;
  const heading = /^(general|response headers|request headers)\b/i.exec(label)?.[1]?.toLowerCase();
  if (heading === undefined) return undefined;
  return heading === 'general' ? 'general' : heading.startsWith('response') ? 'response' : 'request';
}

/** `name: value` in one line, or the name in one line and the value in the next. */
function pairs(text: string): readonly (readonly [label: string, value: string])[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:view (?:source|parsed)|provisional headers are shown|raw|learn more)$/i.test(line));
  const found: (readonly [string, string])[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const field = fieldOf(line);
    if (isLabelAlone(line)) found.push([line.replace(/:$/, ''), lines[++i] ?? '']);
    else if (field !== undefined && field[1] !== '') found.push(field);
    else if (/:$/.test(line) && i + 1 < lines.length) found.push([line.slice(0, -1), lines[++i] ?? '']);
    else if (/^:?[\w-]+$/.test(line) && i + 1 < lines.length && sectionOf(line, '') === undefined) found.push([line, lines[++i] ?? '']);
    else found.push([line, '']);
  }
  return found;
}

const isLabelAlone = (line: string): boolean => LABELS[line.replace(/:$/, '').toLowerCase()] !== undefined;
