// The kinds of paste edits, for the door and for what it loads.
import { DocumentDropOrPasteEditKind } from 'vscode';

export const PASTED = DocumentDropOrPasteEditKind.Text.append('postil', 'request');

/** What VS Code offers by itself. */
export const PLAIN = DocumentDropOrPasteEditKind.Text.append('plain');
