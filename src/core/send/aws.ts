// Signs a request with AWS Signature Version 4, as the last thing that is done to it: what is signed is what is sent. The signature
// itself is the library's work; which fields are added, and where, is decided here.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Failure } from '../http/exchange.ts';
import { type Field, has } from '../http/field.ts';
import type { AwsCredentials, FieldSource, HttpRequest } from '../http/request.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { failure, failureOf } from './failure.ts';

/** `epoch`: milliseconds since 1970. What the author has written of the fields that belong to it is signed and left as it is. */
export async function signed(request: HttpRequest, aws: AwsCredentials, epoch: number): Promise<Result<HttpRequest, Failure>> {
  try {
    const { default: aws4 } = await import('aws4');
    const { content = [], origin } = request;
    const { region, service } = aws;
    const { accessKeyId, secretAccessKey, sessionToken } = aws;
    const signer = new aws4.RequestSigner(
      {
        host: origin.host,
        method: request.method,
        path: request.target.startsWith('/') ? request.target : '/',
        headers: joined(request),
        ...(region !== undefined && { region }),
        ...(service !== undefined && { service }),
      },
      { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    );
    if (signer.service === '') return fail(noService(request));
    const { headers = {} } = signer.request;
    headers['X-Amz-Date'] = headers['x-amz-date'] ?? new Date(epoch).toISOString().replace(/[:-]|\.\d{3}/g, '');
    delete headers['x-amz-date'];
    const streamed = content.some((piece) => piece.kind === 'file');
    if (headers['x-amz-content-sha256'] === undefined && (streamed || signer.service === 's3'))
      headers['X-Amz-Content-Sha256'] = await hashOf(request);
    signer.prepareRequest();
    // Not before: the library would add a Content-Type for it.
    if (!streamed) signer.request.body = Buffer.concat(content.map((piece) => (piece.kind === 'bytes' ? piece.bytes : Buffer.alloc(0))));
    const authorization: Field = ['Authorization', signer.authHeader()];
    const added = ADDED.flatMap((name): readonly Field[] => {
      const value = headers[name];
      return value === undefined || has(request.fields, name) ? [] : [[name, String(value)]];
    });
    return ok(withFields(request, [...added, authorization], aws.at));
  } catch (error) {
    return fail({ ...failureOf(error, 'request'), kind: 'request' });
  }
}

const ADDED = ['X-Amz-Date', 'X-Amz-Security-Token', 'X-Amz-Content-Sha256'];

/** Fields that belong to this connection, or that a proxy takes for itself: a server may see others. */
const NOT_SIGNED = /^(?:transfer-encoding|te|trailer|upgrade|keep-alive|proxy-.*|sec-websocket-.*)$/;

/** Names in lower case, the values of one name in order with a comma between, as they are signed. */
function joined({ fields }: HttpRequest): Record<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of fields) {
    const lower = name.toLowerCase();
    const before = all.get(lower);
    if (!NOT_SIGNED.test(lower)) all.set(lower, before === undefined ? value.trim() : `${before},${value.trim()}`);
  }
  return Object.fromEntries(all);
}

async function hashOf({ content = [] }: HttpRequest): Promise<string> {
  const hash = createHash('sha256');
  for (const piece of content) {
    if (piece.kind === 'bytes') hash.update(piece.bytes);
    else for await (const octets of createReadStream(piece.path) as AsyncIterable<Buffer>) hash.update(octets);
  }
  return hash.digest('hex');
}

const SOURCE: FieldSource = { kind: 'added', why: 'AWS Signature Version 4, made when it was sent' };

function withFields(request: HttpRequest, fields: readonly Field[], at: number): HttpRequest {
  const sources = fields.map(() => SOURCE);
  return { ...request, fields: request.fields.toSpliced(at, 0, ...fields), sources: request.sources.toSpliced(at, 0, ...sources) };
}

const noService = ({ origin }: HttpRequest): Failure =>
  failure(
    'request',
    'AWS_SERVICE_UNKNOWN',
    'request',
    `The host ${origin.host} does not say which service of AWS it is: write service:NAME (and region:NAME) at the end of the Authorization line`,
  );
