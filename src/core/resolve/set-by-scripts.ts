// Variables that scripts of other clients set: `client.global.set("token", response.body.token)`, `exports.token = response.parsedBody.token`.
// Scripts are not run; what one takes from the response by a plain path has a response reference that says the same.
import { type Block, type HttpDocument, textOf } from '../syntax/tree.ts';

/** `reference` is such as `login.response.body.$.token`; `undefined` for what is computed, or comes from a request without a name. */
export interface SetByScript {
  readonly reference: string | undefined;
}

const known = new WeakMap<HttpDocument, ReadonlyMap<string, SetByScript>>();

/** By the variable's name; the first script that sets it counts. */
export function setByScripts(document: HttpDocument): ReadonlyMap<string, SetByScript> {
  const before = known.get(document);
  if (before) return before;
  const found = new Map<string, SetByScript>();
  for (const { block } of document.blocks)
    for (const [name, value] of scriptsOf(block).flatMap((code) => assignments(code)))
      if (!found.has(name)) found.set(name, { reference: referenceTo(block, value) });
  known.set(document, found);
  return found;
}

function scriptsOf(block: Block): readonly string[] {
  const codes = [
    ...block.preScripts.map(({ code }) => code),
    ...(block.request?.after ?? []).map((a) => (a.kind === 'handler' ? a.code : undefined)),
  ];
  return codes.flatMap((code) => (code ? [textOf(block, code)] : []));
}

const SET = /\.set\(\s*(["'`])([^"'`\r\n]+)\1\s*,\s*([^\r\n]*?)\s*\)\s*(?:;|$)/gm;
const EXPORT = /\bexports\.([\w$]+)\s*=\s*([^;\r\n]+)/g;

const assignments = (code: string): readonly (readonly [name: string, value: string])[] => [
  ...Array.from(code.matchAll(SET), ([, , name = '', value = '']) => [name, value] as const),
  ...Array.from(code.matchAll(EXPORT), ([, name = '', value = '']) => [name, value.trim()] as const),
];

function referenceTo({ name, request }: Block, value: string): string | undefined {
  if (!request || !name || !/^[\p{L}\p{N}_-][^{}]*$/u.test(name.text)) return undefined;
  const path = /^response\.(?:parsedBody|body)((?:\.[A-Za-z_][\w]*|\[\d+\])+)$/.exec(value)?.[1];
  if (path !== undefined) return `${name.text}.response.body.$${path}`;
  const field = /^response\.headers\.valueOf\(\s*["'`]([\w-]+)["'`]\s*\)$/.exec(value)?.[1];
  return field === undefined ? undefined : `${name.text}.response.headers.${field}`;
}
