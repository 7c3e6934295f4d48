// Puts pieces of prose together up to a length: a piece that does not fit as a whole is left out, the first two are cut instead.
import type { Prose } from '../../text/prose.ts';
import { plain } from '../../text/prose.ts';

/** The first pieces must be there; later ones only where there is room. A sentence keeps no colon at its end. */
export function fitted(pieces: readonly Prose[], longest: number): Prose {
  const kept: Prose[number][] = [];
  let left = longest;
  pieces.forEach((piece, i) => {
    const size = plain(piece).length;
    if (size > left && i > 1) return;
    const cut = size > left ? shortened(piece, left) : piece;
    kept.push(...cut);
    left -= plain(cut).length;
  });
  return kept;
}

function shortened(prose: Prose, longest: number): Prose {
  const kept: Prose[number][] = [];
  let left = longest - 1;
  for (const part of prose) {
    if (left <= 0) break;
    const words = part.text.slice(0, left);
    left -= words.length;
    kept.push({ ...part, text: words.length < part.text.length ? words.replace(/[\ud800-\udbff]$/, '').trimEnd() : words });
  }
  return [...kept, { kind: 'text', text: '…' }];
}
