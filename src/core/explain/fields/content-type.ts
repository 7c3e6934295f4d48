// Content-Type (RFC 9110 section 8.3). Whether the content is of that type is checked in content/.
import { charsetOf, isJson, type MediaType, parseMediaType } from '../../http/media-type.ts';
import { parameter } from '../../http/parameters.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { describeType } from './engine/media-types.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';
import { meant } from './engine/slip.ts';

export const contentType: FieldRule = field({
  name: 'Content-Type',
  specs: [rfc(9110, '8.3')],
  where: ['request', 'response'],
  shape: 'single',
  summary: say`The media type of the content: what the octets are, and with which parameters to read them.`,
  values: {
    'application/json': 'JSON',
    'application/x-www-form-urlencoded': 'form pairs',
    'multipart/form-data; boundary=---': 'form parts, with files',
    'text/plain; charset=utf-8': 'plain text',
    'application/xml': 'XML',
    'text/html; charset=utf-8': 'HTML',
    'application/octet-stream': 'any octets',
    'application/problem+json': 'error details',
    'application/merge-patch+json': 'a JSON merge patch',
    'application/json-patch+json': 'a JSON patch',
  },
  remarks: ['not-a-media-type', 'bad-parameter', 'unknown-charset', 'unregistered-charset', 'json-charset', 'unknown-type'],
  read: (value) => {
    const parsed = parseMediaType(value);
    if (parsed !== undefined) return { parsed };
    return {
      remarks: [
        {
          id: 'not-a-media-type',
          level: 'error',
          title: say`${shown(value, 36)} is not a media type`,
          detail: say`A media type is a type and a subtype with a slash between them: ${'application/json'}. With an unreadable one, recipients guess or treat the content as plain octets.`,
          specs: [rfc(9110, '8.3.1')],
        },
      ],
    };
  },
  tell: (type) => {
    const kind = describeType(type);
    const charset = charsetOf(type);
    const as = charset === undefined ? say`` : say`, as ${shown(charset, 16)}`;
    return kind === undefined
      ? { title: say`A media type of its own: ${shown(type.essence, 50)}` }
      : { title: say`The content is ${text(kind)}${as}` };
  },
  check: (type) => [...unknownTree(type), ...parameterFaults(type), ...charsetFaults(type)],
});

/** The top-level types of IANA's registry, and two in use without it; `x-` ones are private. */
const TREES = [
  'application',
  'audio',
  'example',
  'font',
  'haptics',
  'image',
  'message',
  'model',
  'multipart',
  'text',
  'video',
  'chemical',
  'binary',
];

function unknownTree({ type, subtype }: MediaType) {
  if (TREES.includes(type) || type.startsWith('x-')) return [];
  const near = meant(type, TREES);
  return [
    {
      id: 'unknown-type',
      level: near === undefined ? 'info' : 'warning',
      title:
        near === undefined
          ? say`${shown(type, 24)} is not a registered top-level type`
          : say`${shown(`${type}/${subtype}`, 40)}: was ${`${near}/${subtype}`} meant?`,
      detail: say`The word before the slash is one of a few that are registered: ${'application'}, ${'text'}, ${'image'}, ${'audio'}, ${'video'}, ${'multipart'}… A recipient that does not know the type takes the content for plain octets.`,
      specs: [rfc(9110, '8.3.1')],
    },
  ] as const;
}

function parameterFaults(type: MediaType) {
  const bad = type.parameters.find((p) => p.fault !== undefined);
  if (bad === undefined) return [];
  return [
    {
      id: 'bad-parameter',
      level: 'warning',
      span: bad.range,
      title: say`The parameter ${shown(bad.name, 24)} is not written as a parameter`,
      detail: say`It is written ${'name=value'} without spaces around the equals sign, the value a token or in double quotes. Recipients differ in what they make of anything else.`,
      specs: [rfc(9110, '5.6.6')],
    },
  ] as const;
}

function charsetFaults(type: MediaType) {
  const charset = charsetOf(type);
  const span = parameter(type.parameters, 'charset')?.range;
  if (charset === undefined) return [];
  if (isJson(type))
    return [
      {
        id: 'json-charset',
        level: charset === 'utf-8' || charset === 'us-ascii' ? 'info' : 'warning',
        aside: charset === 'utf-8',
        span,
        title: say`JSON is always UTF-8; ${'charset'} has no meaning here`,
        detail:
          charset === 'utf-8' || charset === 'us-ascii'
            ? say`The media type defines no such parameter, so recipients ignore it. It does no harm as long as it says ${'utf-8'}.`
            : say`The media type defines no such parameter, so recipients ignore it and read UTF-8. If the content really is in ${shown(charset, 20)}, all that is not ASCII comes out wrong, or the JSON is refused. Send UTF-8, and leave the parameter out.`,
        specs: [rfc(8259, '11'), rfc(8259, '8.1')],
      },
    ] as const;
  if (charset === 'utf8')
    return [
      {
        id: 'unregistered-charset',
        level: 'info',
        span,
        title: say`The registered name is ${'utf-8'}, with a hyphen; ${'utf8'} is a nickname`,
        detail: say`Browsers know it, other clients may not, and then guess. Write ${'charset=utf-8'}.`,
        specs: [rfc(9110, '8.3.2')],
      },
    ] as const;
  if (isEncoding(charset)) return [];
  return [
    {
      id: 'unknown-charset',
      level: 'warning',
      span,
      title: say`${shown(charset, 24)} is not a known character encoding`,
      detail: say`A client that does not know the name falls back to a guess. For text, send ${'charset=utf-8'}.`,
      specs: [rfc(9110, '8.3.2')],
    },
  ] as const;
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
