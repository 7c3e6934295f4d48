// Whether a text may be sent at all: in a profile that wants all or nothing, an error in one of its requests keeps the others back.
import { readDraft } from '../resolve/resolve.ts';
import type { Ports, Scope } from '../resolve/scope.ts';
import type { Problem } from '../syntax/problem.ts';
import { DIALECTS } from '../syntax/profile.ts';
import type { HttpDocument, PlacedBlock } from '../syntax/tree.ts';

/** The errors of the blocks that are to be sent, before the first of them is; always empty in a profile that sends what it can. Asks nothing. */
export async function keepsBack(
  { document, chosen, scope }: { readonly document: HttpDocument; readonly chosen: readonly PlacedBlock[]; readonly scope: Scope },
  ports: Omit<Ports, 'responses'>,
): Promise<readonly Problem[]> {
  if (!DIALECTS[document.profile].allOrNothing) return [];
  const found: Problem[] = [];
  for (const placed of chosen) {
    const draft = await readDraft(document, placed, scope, { ...ports, responses: { get: () => undefined } });
    found.push(...(draft?.problems ?? []).filter(({ severity }) => severity === 'error'));
  }
  return found;
}
