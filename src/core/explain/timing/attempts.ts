// Several addresses for one name, tried in turn (RFC 8305, "Happy Eyeballs").
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { TimingFacts } from '../subject.ts';
import type { View } from '../view.ts';

export function explainAttempts(x: View, timing: TimingFacts): readonly Annotation[] {
  const attempts = timing.attempts ?? [];
  const failed = attempts.find((attempt) => attempt.ok !== true && attempt.address !== undefined);
  const worked = attempts.find((attempt) => attempt.ok === true && attempt.address !== undefined);
  if (failed?.address === undefined || worked?.address === undefined) return [];
  const family = (address: string): string => (address.includes(':') ? 'IPv6' : 'IPv4');
  const [bad, fine] = [escaped(failed.address, 30), escaped(worked.address, 30)];
  const other = family(failed.address) !== family(worked.address);
  const local = x.url?.hostname === 'localhost';
  return [
    info('timing/attempts', at.timing, {
      title: say`${bad} (${text(family(failed.address))}) did not answer${failed.error === undefined ? [] : text(`: ${escaped(failed.error, 14)}`)}; ${fine} (${text(family(worked.address))}) did`,
      detail: say`${x.host} stands for several addresses, and the client tries them in turn, here ${bad} first. ${
        failed.error === 'ECONNREFUSED' ? say`Nothing listens there.` : say`That attempt failed or was too slow.`
      } The connection was then made to ${fine}.${
        other && local
          ? say` The server listens on ${text(family(worked.address))} only; to save the attempt, let it listen on ${bad} too, or write ${fine} instead of ${'localhost'}.`
          : []
      }`,
      specs: [rfc(8305, '5')],
      basis: 'computed',
    }),
  ];
}
