// GraphQL over HTTP: the query and its variables as one JSON object (FORMAT.md C17).
import type { GraphqlBody } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { type Evaluation, report } from './evaluation.ts';
import { rangePieces } from './pieces.ts';

export async function graphqlJson(to: Evaluation, body: GraphqlBody): Promise<string> {
  const query = await textIn(to, body, body.query);
  const variables = body.variables && (await variablesIn(to, body, body.variables));
  const operationName = /^\s*(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/m.exec(query.replace(/^\s*#.*$/gm, ''))?.[1];
  return JSON.stringify({ query, ...(variables !== undefined && { variables }), ...(operationName !== undefined && { operationName }) });
}

async function variablesIn(to: Evaluation, body: GraphqlBody, range: Range): Promise<unknown> {
  const text = await textIn(to, body, range);
  try {
    return JSON.parse(text);
  } catch {
    if (!text.includes('{{') && !isMissing(to, body, range))
      report(to, 'json-syntax', 'error', range, 'The variables after the query have to be a JSON object.');
    return undefined;
  }
}

/** A file that is not there has been told of. */
const isMissing = ({ problems }: Evaluation, { includes }: GraphqlBody, range: Range): boolean =>
  includes.some((i) => i.range.start >= range.start && i.range.end <= range.end) && problems.some((p) => p.code === 'file-not-found');

/** Text of the block with its files read into it. */
async function textIn(to: Evaluation, body: GraphqlBody, range: Range): Promise<string> {
  let text = '';
  for (const piece of await rangePieces(to, body, range, '\n'))
    text += piece.kind === 'text' ? piece.text : new TextDecoder().decode(await to.ports.files.read(piece.path));
  return text;
}
