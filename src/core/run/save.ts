// `>> file` and `>>! file` under a request: its response's content, content codings taken off, goes into a file.
import { contentCodings, decodeContent } from '../body/decode.ts';
import type { Exchange, HttpResponse } from '../http/exchange.ts';
import { evaluationOf } from '../resolve/evaluation.ts';
import { folderOf, joinPath } from '../resolve/path.ts';
import type { Ports, Scope } from '../resolve/scope.ts';
import { substituteText } from '../resolve/substitute.ts';
import { absolute, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import { fail, type Result } from '../text/result.ts';

/** Writes files for a person; what fails comes back as a sentence. */
export interface SavePort {
  /** Replaces the file where `overwrite` says so; else a file that is there stays and a free name beside it is taken. Gives the path. */
  readonly write: (path: string, content: SavedContent, overwrite: boolean) => Promise<Result<string, string>>;
  /** The octets of a file of ours. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

/** Octets, or the temporary file that holds them. */
export type SavedContent = { readonly kind: 'octets'; readonly octets: Uint8Array } | { readonly kind: 'file'; readonly path: string };

/** What became of one `>>` line. */
export type Saved = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly path: string; readonly why: string };

export interface SaveWhere {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly scope: Scope;
}

/** In the order of the lines; nothing without a response, whatever its status, and nothing where it did not come whole. */
export async function save(where: SaveWhere, { outcome }: Exchange, ports: Ports, files: SavePort): Promise<readonly Saved[]> {
  const wishes = wishesOf(where, ports);
  if (wishes.length === 0 || outcome.kind === 'failure') return [];
  const content = await contentOf(outcome.response, files);
  const all: Saved[] = [];
  for (const { path, overwrite, left } of wishes) {
    const given = left === undefined ? content : `${left} has no value in its path`;
    const written = typeof given === 'string' ? fail(given) : await files.write(path, given, overwrite);
    all.push(written.ok ? { ok: true, path: written.value } : { ok: false, path, why: written.error });
  }
  return all;
}

interface Wish {
  readonly path: string;
  readonly overwrite: boolean;
  /** A reference in the path that has no value. */
  readonly left: string | undefined;
}

function wishesOf({ document, placed, scope }: SaveWhere, ports: Ports): readonly Wish[] {
  const folder = scope.file === undefined ? (scope.workspace ?? '') : folderOf(scope.file);
  return (placed.block.request?.after ?? []).flatMap((one) => {
    if (one.kind !== 'save') return [];
    const to = evaluationOf(document, placed, scope, ports, 'send');
    const path = substituteText(to, textOf(placed.block, one.path), absolute(placed, one.path)).trim();
    const [left] = to.left;
    return path === '' ? [] : [{ path: joinPath(folder, path), overwrite: one.overwrite, left }];
  });
}

/** What content may grow to when its codings are taken off. */
const LIMIT = 1024 * 1024 * 1024;

/** A sentence where the content is not all there. */
async function contentOf(response: HttpResponse, files: SavePort): Promise<SavedContent | string> {
  const { content, contentFile, contentLength, fields, complete } = response;
  if (!complete) return 'the content did not come whole';
  if (contentFile !== undefined && contentCodings(fields).length === 0) return { kind: 'file', path: contentFile };
  const octets = contentFile === undefined ? content : await files.read(contentFile);
  if (octets === undefined || octets.length < contentLength) return 'the content was too large to be kept';
  const decoded = decodeContent(octets, fields, { limit: LIMIT });
  const endless = decoded.steps.some(({ fault }) => fault?.kind === 'limit');
  return endless ? `the content has more than ${LIMIT} octets when it is decoded` : { kind: 'octets', octets: decoded.octets };
}
