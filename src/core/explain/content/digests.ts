// Digests of the content, computed again (RFC 9530; Content-MD5 of old).
import { createHash } from 'node:crypto';
import type { Fields } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { View } from '../view.ts';
import type { Body } from './read.ts';

const ALGORITHMS: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512', md5: 'md5', sha: 'sha1' };

export function explainDigests(x: View, body: Body): readonly Annotation[] {
  const whole = x.response?.complete !== false && (x.response?.contentLength ?? body.octets.length) === body.octets.length;
  if (!whole || body.octets.length === 0) return [];
  return [...inFields(x, x.got, body, at.field.bind(undefined, 'response')), ...inFields(x, x.response?.trailers ?? [], body, at.trailer)];
}

function inFields(x: View, fields: Fields, body: Body, anchor: (name: string) => string): readonly Annotation[] {
  return fields.flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    // Of a part, Repr-Digest is that of the whole representation, which is not here.
    if (lower !== 'content-digest' && (lower !== 'repr-digest' || x.status !== 200)) return [];
    return split(value).flatMap(({ text: member }) => {
      const [, key = '', wanted = ''] = /^([\w*.-]+)=:([A-Za-z0-9+/=]*):/.exec(member) ?? [];
      const algorithm = ALGORITHMS[key];
      return algorithm === undefined
        ? []
        : [compared(name, key, wanted, createHash(algorithm).update(body.octets).digest('base64'), anchor(name))];
    });
  });
}

function compared(name: string, key: string, wanted: string, found: string, anchor: string): Annotation {
  const specs = [rfc(9530, name.toLowerCase() === 'content-digest' ? '2' : '3')];
  if (wanted === found)
    return good('content/digest', anchor, {
      title: say`The ${key} of the content matches: computed again it is the same`,
      detail: say`${name} is right: the octets that came are those that the server hashed. It protects against damage on the way, not against somebody who can change both.`,
      specs,
      basis: 'computed',
    });
  return error('content/digest-differs', anchor, {
    title: say`The ${key} of the content is another one than ${name} says`,
    detail: say`Announced is ${escaped(wanted, 50)}, computed from what came ${escaped(found, 50)}. The content was changed or cut on the way, recompressed by a proxy for example, or the server hashes something else (the text before compressing, say).`,
    specs,
    basis: 'computed',
  });
}
