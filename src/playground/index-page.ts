// The front page: every route with its sentence, as HTML for people and as JSON for programs.
import { answer, HTML_TYPE, json } from './reply.ts';
import type { Call, Family, Route, SocketRoute } from './route.ts';

export function indexPage(call: Call, families: readonly Family[], sockets: readonly SocketRoute[]): void {
  const fields = [['Vary', 'Accept']] as const;
  if (/\bjson\b/.test(call.request.headers.accept ?? '')) json(call, listing(families, sockets), { fields });
  else answer(call, { type: HTML_TYPE, fields, content: page(families, sockets) });
}

export interface Listed {
  readonly method: string;
  readonly path: string;
  readonly tells: string;
  /** A target to try, for GET and WebSocket. */
  readonly link?: string;
}

function listing(families: readonly Family[], sockets: readonly SocketRoute[]): readonly Listed[] {
  return [
    ...families.flatMap(({ routes }) => routes.map(listed)),
    ...sockets.map(({ path, tells, example = path }) => ({ method: 'WEBSOCKET', path, tells, link: example })),
  ];
}

function listed({ methods, path, tells, example = path }: Route): Listed {
  const method = methods.join(', ').replace('*', 'any');
  const open = methods.includes('GET') || methods.includes('*');
  return open && !example.includes('{') ? { method, path, tells, link: example } : { method, path, tells };
}

function page(families: readonly Family[], sockets: readonly SocketRoute[]): string {
  const groups = families.map(({ title, routes }) => ({ title, rows: listing([{ title, routes }], []) }));
  const all = [...groups, { title: 'WebSocket', rows: listing([], sockets) }];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Postil playground</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .8rem .2rem 0; vertical-align: top; }
td:nth-child(-n + 2) { font-family: ui-monospace, monospace; white-space: nowrap; }
</style>
<h1>Postil playground</h1>
<p>A practice server for HTTP and WebSocket, on this machine only.</p>
${all.map(({ title, rows }) => `<h2>${escaped(title)}</h2>\n<table>\n${rows.map(row).join('\n')}\n</table>`).join('\n')}
</html>
`;
}

function row({ method, path, tells, link }: Listed): string {
  const shown = link === undefined || method === 'WEBSOCKET' ? escaped(path) : `<a href="${escaped(link)}">${escaped(path)}</a>`;
  return `<tr><td>${escaped(method)}</td><td>${shown}</td><td>${escaped(tells)}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
