// The target of a request taken apart: what is sent where, the query decoded, what never leaves.
import { rfc } from '../../explain/spec.ts';
import type { HttpRequest } from '../../http/request.ts';
import { decodePercent } from '../../resolve/percent.ts';
import { say } from '../../text/prose.ts';
import { codeBlock, prose, type Section, specsOf } from './section.ts';

/** `request` when everything in it is known, else `typed` with what variables are known put in. */
export function urlSections(typed: string, request: HttpRequest | undefined): readonly Section[] {
  const url = URL.parse(request?.url ?? typed);
  const sections: Section[] = [];
  if (request !== undefined) {
    const { host, port } = request.origin;
    const where = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    sections.push(prose(say`To ${where} goes:`), codeBlock(`${request.method} ${request.target} ${request.version}`));
  } else sections.push(prose(say`The URL with what is known put in:`), codeBlock(typed, 'text'));
  const query = queryOf(request?.url ?? typed);
  if (query.length > 0) sections.push(prose(say`The query, decoded:`), { kind: 'table', rows: query });
  if (url !== null && url.username !== '')
    sections.push(prose(say`User and password go into ${'Authorization: Basic'}, not into the URL that is sent.`));
  const fragment = /#(.*)$/s.exec(request?.url ?? typed)?.[1];
  if (fragment !== undefined)
    sections.push(prose(say`The fragment ${`#${fragment}`} stays here: it is never sent.`), ...specsOf([rfc(9110, '7.1')]));
  if (url?.protocol === 'https:' || url?.protocol === 'wss:') sections.push(prose(say`Encrypted with TLS.`));
  return sections;
}

/** Name and value of each pair, percent-decoded; `+` stays, since only forms make it a space. */
export function queryOf(url: string): readonly (readonly [string, string])[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decodePercent(pair), ''] : [decodePercent(pair.slice(0, equals)), decodePercent(pair.slice(equals + 1))];
    });
}
