// Octets of a file that are no UTF-8: the editor shows U+FFFD in their place, so they are looked for in the file itself.
import { type TextDocument, workspace } from 'vscode';
import { faultsIn } from '../core/syntax/encoding.ts';
import type { Problem } from '../core/syntax/problem.ts';
import { isHttp } from './documents.ts';

/** Ranges count in the document's text. Empty for one that the editor read with the right encoding, whatever that is. */
export async function lostIn(document: TextDocument): Promise<readonly Problem[]> {
  const text = document.getText();
  if (!text.includes('\ufffd') || document.isUntitled || !isHttp(document)) return [];
  try {
    return faultsIn(text, await workspace.fs.readFile(document.uri));
  } catch {
    // There is no such file (any more): what the text shows is all there is.
    return [];
  }
}
