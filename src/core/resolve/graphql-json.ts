// GraphQL over HTTP: the query and its variables as one JSON object (FORMAT.md C17).
import type { GraphqlBody } from '../syntax/tree.ts';
import { type Evaluation, report } from './evaluation.ts';
import { substituteLines } from './pieces.ts';

export function graphqlJson(to: Evaluation, body: GraphqlBody): string {
  const query = substituteLines(to, body.query, '\n');
  const variables = body.variables && variablesIn(to, body.variables);
  const operationName = /^\s*(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/m.exec(query.replace(/^\s*#.*$/gm, ''))?.[1];
  return JSON.stringify({ query, ...(variables !== undefined && { variables }), ...(operationName !== undefined && { operationName }) });
}

function variablesIn(to: Evaluation, range: GraphqlBody['query']): unknown {
  const text = substituteLines(to, range, '\n');
  try {
    return JSON.parse(text);
  } catch {
    if (!text.includes('{{')) report(to, 'json-syntax', 'error', range, 'The variables after the query have to be a JSON object.');
    return undefined;
  }
}
