// What the outcome means for who asked, in a few words: the middle of the summary.
import { type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { escaped } from '../shown.ts';
import { titleOf } from '../statuses/statuses.ts';
import { answered, asked, contentSize, type View } from '../view.ts';
import { octets } from '../words.ts';

export function consequence(x: View, annotations: readonly Annotation[]): Prose {
  switch (x.status) {
    case 200:
      if (x.method === 'CONNECT') return titleOf(x);
      if (x.method === 'OPTIONS') return annotations.find((a) => a.id === 'cors/preflight-passed')?.title ?? titleOf(x);
      return x.method === 'HEAD'
        ? say`the fields that ${'GET'} would bring`
        : say`${annotations.find((a) => a.id === 'content/saving')?.title ?? received(x)}${freshness(annotations)}`;
    case 201:
      return annotations.find((a) => a.id === 'status/201/location')?.title ?? titleOf(x);
    case 304:
      if (annotations.some((a) => a.id === 'conditional/other-tag' || a.id === 'status/304/not-asked'))
        return [text('no content was sent')];
      return say`your copy${copy(x)} is current; ${text(saved(x))}`;
    case 206:
      return annotations.find((a) => a.id === 'ranges/part' || a.id === 'ranges/parts')?.title ?? titleOf(x);
    default:
      return (
        annotations.find((a) => a.id === 'cors/preflight-passed' || a.id === 'content/server-says' || a.id === 'content/problem-details')
          ?.title ?? titleOf(x)
      );
  }
}

function received(x: View): Prose {
  const size = contentSize(x.response);
  const type = answered(x, 'Content-Type')?.split(';')[0]?.trim();
  const of = type === undefined ? [] : say` of ${escaped(type, 30)}`;
  if (size === undefined) return type === undefined ? [text('it succeeded')] : say`it succeeded, with ${escaped(type, 30)}`;
  return size === 0 ? [text('it succeeded, without content')] : say`${text(octets(size))}${of}`;
}

/** What the caching rules found, in two or three words. */
function freshness(annotations: readonly Annotation[]): Prose {
  const found = annotations.find((a) => /^caching\/(?:fresh-|stale$|no-store|no-cache|expired)/.test(a.id));
  if (found === undefined) return [];
  if (found.id === 'caching/no-store') return [text(', stored nowhere')];
  if (found.id === 'caching/no-cache' || found.id === 'caching/expired') return [text(', checked before each reuse')];
  if (found.id === 'caching/stale') return [text(', stale already')];
  const span = /^(?:Fresh for|No lifetime given; the usual guess is) ([^:;,]+?)(?: more)?[:,]/.exec(
    found.title.map((part) => part.text).join(''),
  )?.[1];
  return span === undefined ? [] : [text(`, fresh for ${span}`)];
}

function copy(x: View): Prose {
  const tag = answered(x, 'ETag') ?? asked(x, 'If-None-Match');
  return tag === undefined ? [] : say` (ETag ${escaped(tag, 24)})`;
}

function saved(x: View): string {
  const length = answered(x, 'Content-Length');
  return length !== undefined && /^[1-9]\d*$/.test(length)
    ? `0 octets downloaded instead of ${octets(Number(length))}`
    : '0 octets of content downloaded';
}
