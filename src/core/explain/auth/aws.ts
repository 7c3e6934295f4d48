// AWS Signature Version 4: what was signed, computed again from the request as it went out. The signature itself takes the secret key.
import { join, type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { document } from '../spec.ts';
import { listed } from '../words.ts';
import { type AwsProof, awsProof, missingHeaders, readSignature } from './aws-canonical.ts';
import type { Scene } from './scene.ts';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const SPECS = [document('AWS Signature Version 4', 'create a signed request', `${GUIDE}reference_sigv-create-signed-request.html`)];

export function awsNotes(rest: string, { subject }: Scene, anchor: string): readonly Annotation[] {
  const signature = readSignature(rest);
  if (signature === undefined)
    return [
      error('auth/aws-incomplete', anchor, {
        title: say`The AWS signature lacks ${'Credential'}, ${'SignedHeaders'} or ${'Signature'}`,
        detail: say`It reads ${'AWS4-HMAC-SHA256 Credential=key/date/region/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=…'}. In a ${'.http'} file, write ${'Authorization: AWS accessKeyId secretAccessKey'} and Postil makes it.`,
        specs: SPECS,
      }),
    ];
  const request = subject.request ?? {};
  const { accessKeyId, date, region, service, signedHeaders } = signature;
  const missing = request.fields === undefined ? [] : missingHeaders(signature, request.fields);
  const proof = awsProof(request, signature);
  return [
    info('auth/aws', anchor, {
      basis: 'computed',
      title: say`Signed for ${escaped(service, 20)} in ${escaped(region, 20)}, with the key ${escaped(accessKeyId, 24)}`,
      detail: join([
        say`The signature covers method, path, query, content and ${text(counted(signedHeaders.length, 'field'))} (${text(listed(signedHeaders.slice(0, 8).map((name) => escaped(name, 32))))}); a change of any of them on the way makes it wrong. It is good for some minutes around its time and for the day ${escaped(date, 8)}. The secret key itself is not sent.`,
        proof === undefined ? [] : steps(proof),
      ]),
      specs: SPECS,
    }),
    ...(missing.length === 0
      ? []
      : [
          warning('auth/aws-missing-field', anchor, {
            title: say`Signed, but not in the request: ${text(listed(missing.slice(0, 3).map((name) => escaped(name, 24))))}`,
            detail: say`${'SignedHeaders'} names a field that was not sent. The server computes the signature over what it got, and answers 403.`,
            specs: SPECS,
          }),
        ]),
  ];
}

/** Line ends are shown, because they are signed. */
const lines = (all: readonly string[]): Prose =>
  join(
    all.map((line) => (line === '' ? [text('')] : say`${escaped(line, 200)}`)),
    ' ⏎ ',
  );

const steps = ({ canonical, toSign, hash }: AwsProof): Prose =>
  join([
    say`Computed again from what was sent. The canonical request: ${lines(canonical)}.`,
    say`Its SHA-256 is ${hash}. The string to sign: ${lines(toSign)}. Compare both with what the server says it computed when it answers ${'SignatureDoesNotMatch'}.`,
  ]);
