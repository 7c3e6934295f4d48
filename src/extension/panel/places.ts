// Sorts annotations to the places where the panel draws them: hop, then line, content, time, connection. Nothing is dropped.
import { requestLine, responseStatus } from '../../core/explain/anchor.ts';
import type { Annotation } from '../../core/explain/annotation.ts';
import type { NoteView } from '../../protocol/annotation-view.ts';

/** The notes of one hop by place; `take` removes what it gives, so that the rest can be shown elsewhere. */
export class Places {
  readonly #byAnchor = new Map<string, Annotation[]>();

  constructor(annotations: readonly Annotation[]) {
    for (const annotation of annotations) {
      const key = normal(annotation.anchor);
      const list = this.#byAnchor.get(key);
      if (list === undefined) this.#byAnchor.set(key, [annotation]);
      else list.push(annotation);
    }
  }

  take(...anchors: readonly string[]): readonly NoteView[] {
    return anchors.flatMap((anchor) => {
      const key = normal(anchor);
      const list = this.#byAnchor.get(key) ?? [];
      this.#byAnchor.delete(key);
      return list.map(noteView);
    });
  }

  /** Notes of the field `occurrence` (from 0) of `anchor`; those that mean all of them stand at the first. */
  takeField(anchor: string, occurrence: number): readonly NoteView[] {
    const key = normal(anchor);
    const list = this.#byAnchor.get(key) ?? [];
    const mine = list.filter((one) => (one.occurrence ?? 0) === occurrence);
    const rest = list.filter((one) => (one.occurrence ?? 0) !== occurrence);
    if (rest.length === 0) this.#byAnchor.delete(key);
    else this.#byAnchor.set(key, rest);
    return mine.map(noteView);
  }

  /** What nobody has taken. */
  rest(): readonly Annotation[] {
    return [...this.#byAnchor.values()].flat();
  }

  /** What no line took: fields that are missing, say. */
  takeMatching(test: (anchor: string) => boolean): readonly NoteView[] {
    return [...this.#byAnchor.keys()].filter(test).flatMap((key) => this.take(key));
  }
}

/** Annotations by hop: `chain[i].` goes to hop i with the prefix removed, the rest to the last. */
export function byHop(annotations: readonly Annotation[], hops: number): readonly (readonly Annotation[])[] {
  const sorted: Annotation[][] = Array.from({ length: hops }, () => []);
  for (const annotation of annotations) {
    const chain = /^chain\[(\d+)\]\./.exec(annotation.anchor);
    const index = chain === null ? hops - 1 : Math.min(Number(chain[1]), hops - 1);
    const anchor = chain === null ? annotation.anchor : annotation.anchor.slice(chain[0].length);
    sorted[index]?.push(chain === null ? annotation : { ...annotation, anchor });
  }
  return sorted;
}

export function noteView(annotation: Annotation): NoteView {
  const { id, level, anchor, span, title, detail, basis, specs, definition, aside } = annotation;
  return { id, level, anchor, ...(span && { span }), title, detail, basis, specs, definition: definition === true, aside: aside === true };
}

// Field names compare without regard to case; the messages of a handshake are messages like any other.
function normal(anchor: string): string {
  const plain = anchor.toLowerCase().replace(/^ws\.handshake\.(?=request|response)/, '');
  if (plain === 'request') return requestLine;
  return plain === 'response' ? responseStatus : plain;
}
