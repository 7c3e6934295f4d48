// A process that downloads once and prints what came and by how much its memory grew: `{ received, inFile, kept, grown, seconds }`, octets.
import { statSync } from 'node:fs';
import { DEFAULT_OPTIONS, type HttpRequest } from '../../../../src/core/http/request.ts';
import { createHttpClient } from '../../../../src/core/send/http-client.ts';

const [port = '', path = '', version = 'HTTP/1.1', spillFolder = ''] = process.argv.slice(2);
const http = createHttpClient({ spillFolder });
const request: HttpRequest = {
  method: 'GET',
  url: `http://127.0.0.1:${port}${path}`,
  origin: { scheme: 'http', host: '127.0.0.1', port: Number(port) },
  target: path,
  version: version === 'HTTP/2' ? 'HTTP/2' : 'HTTP/1.1',
  fields: [['Host', 'test']],
  sources: [{ kind: 'added', why: 'test' }],
  content: undefined,
};
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
const start = performance.now();
let told = 0;
const exchange = await http.send(request, DEFAULT_OPTIONS, {
  onProgress: (progress) => {
    if (progress.kind === 'content') told += progress.chunk.length;
  },
});
clearInterval(watch);
most = Math.max(most, process.memoryUsage.rss());
const seconds = (performance.now() - start) / 1000;
await http.close();
const response = exchange.outcome.kind === 'response' ? exchange.outcome.response : undefined;
const inFile = response?.contentFile === undefined ? 0 : statSync(response.contentFile).size;
const said = { received: response?.contentLength ?? 0, told, inFile, kept: response?.content.length ?? 0, grown: most - before, seconds };
process.stdout.write(`${JSON.stringify(said)}\n`);
