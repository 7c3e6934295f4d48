// Accept (RFC 9110 section 12.5.1).
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { orderOf, type Weighted, weighted } from './engine/weights.ts';

export const accept: FieldRule = field({
  name: 'Accept',
  specs: [rfc(9110, '12.5.1')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`The media types that the client can use, each with a weight from 0 to 1 that says how much it likes it; ${'*/*'} takes anything.`,
  values: {
    '*/*': 'anything',
    'application/json': 'JSON',
    'text/html': 'HTML',
    'text/event-stream': 'server-sent events',
    'application/xml': 'XML',
  },
  remarks: ['bad-weight', 'not-a-media-type'],
  read: (value) =>
    weighted(
      value,
      'Accept',
      (word) => /^[^\s/]+\/[^\s/]+$/.test(word),
      'not-a-media-type',
      'a media type such as application/json, or */*',
    ),
  tell: (members, { place }) => {
    if (place === 'response')
      return {
        basis: 'rule',
        margin: true,
        title: say`A hint for later requests to this URL; most clients ignore it`,
        detail: say`In a response, ${'Accept'} can only say which content types the server would like to get next time (${text(orderOf(members))}). It does not describe this response.`,
      };
    if (members.length === 1 && members[0]?.word === '*/*') return { title: say`Accepts any media type` };
    return { title: say`Prefers ${text(orderOf(members))}`, detail: detailOf(members) };
  },
});

const detailOf = (members: readonly Weighted[]): ReturnType<typeof say> =>
  members.some((m) => m.weight === 0)
    ? say`A weight of 0 means: not acceptable. A server that has nothing that fits may answer 406, or send what it has all the same.`
    : say`The server chooses; if nothing fits it may answer 406, or send what it has all the same.`;
