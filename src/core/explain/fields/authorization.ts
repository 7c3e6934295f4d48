// Authorization (RFC 9110 section 11.6.2). The credentials are judged in auth/ and never shown.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const authorization: FieldRule = field({
  name: 'Authorization',
  specs: [rfc(9110, '11.6.2')],
  where: ['request'],
  shape: 'single',
  secret: true,
  summary: say`The client's credentials for the server: the name of a scheme, a space, and what that scheme needs.`,
  values: {
    'Bearer {{token}}': 'a token',
    'Basic {{user}} {{password}}': 'encoded by Postil',
    'Digest {{user}} {{password}}': 'answered after the challenge',
    'AWS {{accessKeyId}} {{secretAccessKey}} region:us-east-1 service:s3': 'signed by Postil when it is sent',
  },
  read: anything,
});
