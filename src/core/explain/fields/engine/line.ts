// What can be wrong with any field line, whatever its name (RFC 9110 sections 5.1, 5.3 and 5.5).
import { has, valuesOf } from '../../../http/field.ts';
import { isToken } from '../../../http/token.ts';
import { type Prose, say, text } from '../../../text/prose.ts';
import { escaped } from '../../shown.ts';
import { rfc } from '../../spec.ts';
import { nearestName } from './near.ts';
import type { FieldRule, Place, Remark, Scene } from './rule.ts';

export const LINE_REMARKS = ['invalid-name', 'control-character', 'not-ascii', 'repeated', 'wrong-place', 'misspelled'] as const;
type Id = (typeof LINE_REMARKS)[number];

export function lineRemarks(scene: Scene, rule: FieldRule | undefined): readonly Remark<Id>[] {
  return [badName(scene), ...badOctets(scene), repeated(scene, rule), wrongPlace(scene, rule), misspelled(scene)].filter(
    (remark) => remark !== undefined,
  );
}

/** A name that is no token in a request is told where requests are checked. */
function badName({ name, place }: Scene): Remark<Id> | undefined {
  if (isToken(name) || place === 'request') return undefined;
  return {
    id: 'invalid-name',
    level: 'error',
    title: name === '' ? say`A field without a name` : say`${escaped(name, 40)} is not a possible field name`,
    detail: say`A field name is a token: letters, digits and ${"!#$%&'*+-.^_`|~"}, with no space and nothing before the colon. Strict recipients refuse the whole message.`,
    specs: [rfc(9110, '5.1'), rfc(9110, '5.6.2')],
  };
}

function badOctets({ value, name }: Scene): readonly Remark<Id>[] {
  const control = /[\0-\x08\x0a-\x1f\x7f]/.exec(value);
  const high = /[^\0-\x7f]+/.exec(value);
  return [
    ...(control === null
      ? []
      : [
          {
            id: 'control-character',
            level: 'error',
            span: { start: control.index, end: control.index + 1 },
            title: say`${name} holds the control character ${escaped(control[0])}`,
            detail: say`CR, LF and NUL are never allowed in a value, and other control characters are invalid: a recipient rejects the message or replaces them with spaces. They are also how response splitting begins.`,
            specs: [rfc(9110, '5.5')],
          } as const,
        ]),
    ...(high === null
      ? []
      : [
          {
            id: 'not-ascii',
            level: 'warning',
            span: { start: high.index, end: high.index + high[0].length },
            title: say`${name} holds characters outside of ASCII, and nothing says their encoding`,
            detail: say`Field values are US-ASCII. Beyond it a recipient sees opaque octets: some read them as ISO-8859-1, others as UTF-8, and the text comes out differently. Percent-encode it, or use a form that names its encoding, such as ${"filename*=UTF-8''…"}.`,
            specs: [rfc(9110, '5.5'), rfc(8187, '3.2')],
          } as const,
        ]),
  ];
}

/** Told once, at the second line. Fields whose repetition has a rule of its own (framing, Host) are left to that. */
function repeated(scene: Scene, rule: FieldRule | undefined): Remark<Id> | undefined {
  if (rule === undefined || rule.standing === 'common' || scene.occurrence !== 1 || !(rule.shape === 'single' || rule.shape === 'item'))
    return undefined;
  if (toldElsewhere(scene, rule)) return undefined;
  const values = valuesOf(scene.fields, scene.name);
  const same = values.every((value) => value === values[0]);
  const which = rule.secret === true || same ? [] : say` (${escaped(values[0] ?? '', 12)} and ${escaped(values[1] ?? '', 12)})`;
  // Of a request with two Host lines a server must not guess which is meant (RFC 9112 section 3.2).
  const host = rule.name === 'Host';
  if (rule.name === 'Strict-Transport-Security') return twoPolicies(values.length, which);
  return {
    id: 'repeated',
    level: same && !host ? 'warning' : 'error',
    title: say`${rule.name} may stand only once, here it stands ${text(`${values.length === 2 ? 'twice' : `${values.length} times`}`)}`,
    detail: say`${rule.name} has a single value${which}, so a sender must not repeat it. Recipients differ in which line they take, the first, the last, or both joined with a comma${text(host ? '; a server must answer 400, also where they agree.' : same ? '; here the lines agree, so only strict ones stumble.' : ', and then read different messages out of the same octets.')}`,
    specs: host ? [rfc(9110, '5.3'), rfc(9112, '3.2')] : [rfc(9110, '5.3')],
  };
}

/** Of several lines of HSTS it is said which one counts. */
const twoPolicies = (count: number, which: Prose): Remark<Id> => ({
  id: 'repeated',
  level: 'warning',
  title: say`Strict-Transport-Security may stand only once, here it stands ${text(count === 2 ? 'twice' : `${count} times`)}`,
  detail: say`It has a single value${which}, so a sender must not repeat it. Browsers go by the first line and ignore the others.`,
  specs: [rfc(6797, '7.1'), rfc(6797, '8.1')],
});

/** Framing speaks of Content-Length, CORS of the allowed origin when one was asked for. */
function toldElsewhere({ subject }: Scene, { name }: FieldRule): boolean {
  // HTTP/2 lets a sender split Cookie into several lines (RFC 9113 section 8.2.3).
  if (name === 'Cookie') return /^HTTP\/[23]/.test(subject.request?.version ?? '');
  if (name === 'Access-Control-Allow-Origin') return has(subject.request?.fields ?? [], 'Origin');
  return name === 'Content-Length';
}

function wrongPlace(scene: Scene, rule: FieldRule | undefined): Remark<Id> | undefined {
  if (rule === undefined || scene.occurrence > 0 || rule.where.includes(scene.place)) return undefined;
  if (scene.place === 'trailer')
    return {
      id: 'wrong-place',
      level: 'warning',
      title: say`${rule.name} has no effect in the trailer section`,
      detail: say`By the time the trailers arrive the content has been handled. A field may stand there only if its definition allows it, and that of ${rule.name} does not: recipients ignore it.`,
      specs: [rfc(9110, '6.5.1')],
    };
  const here = scene.place;
  return {
    id: 'wrong-place',
    level: 'info',
    title: say`${rule.name} belongs in a ${text(otherPlace(here))}; in a ${text(here)} it is ignored`,
    detail: say`The field is defined only for ${text(otherPlace(here))}s and has no meaning in a ${text(here)}. It does no harm; often it was copied by a proxy or a framework that echoes fields.`,
    specs: rule.specs,
  };
}

const otherPlace = (place: Place): string => (place === 'request' ? 'response' : 'request');

function misspelled(scene: Scene): Remark<Id> | undefined {
  const near = scene.occurrence === 0 ? nearestName(scene.name) : undefined;
  if (near === undefined) return undefined;
  return {
    id: 'misspelled',
    level: 'warning',
    basis: 'hypothesis',
    title: say`${escaped(scene.name, 40)} is unknown; was ${near} meant?`,
    detail: say`No field of this name is registered, and it differs from ${near} by one slip. Recipients ignore unknown fields in silence, so a misspelled one simply has no effect.`,
    specs: [rfc(9110, '5.1')],
  };
}
