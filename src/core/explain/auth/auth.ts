// Authentication: what the server demands, what the client shows. Passwords, tokens and signatures are never quoted.
import { type Challenge, parseChallenges } from '../../http/challenge.ts';
import { say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { view } from '../view.ts';
import { listed } from '../words.ts';
import { challengeNotes } from './challenge.ts';
import { credentialNotes } from './credentials.ts';
import type { Scene } from './scene.ts';
import { schemeOf } from './schemes.ts';

export function explainAuth(subject: Subject, x = view(subject)): readonly Annotation[] {
  const scene: Scene = { subject, url: x.url, now: x.now ?? x.date };
  return [
    ...shown(scene, 'authorization'),
    ...shown(scene, 'proxy-authorization'),
    ...demanded(scene, 'www-authenticate'),
    ...demanded(scene, 'proxy-authenticate'),
  ];
}

function shown(scene: Scene, wanted: string): readonly Annotation[] {
  const found = scene.subject.request?.fields?.find(([name]) => name.toLowerCase() === wanted);
  return found === undefined ? [] : credentialNotes(found[1], scene, anchors.field('request', found[0]));
}

interface Offer {
  readonly challenge: Challenge;
  readonly at: { readonly anchor: string; readonly occurrence?: number };
}

function demanded(scene: Scene, wanted: string): readonly Annotation[] {
  const lines = (scene.subject.response?.fields ?? []).filter(([name]) => name.toLowerCase() === wanted);
  const offers = lines.flatMap(([name, value], i): Offer[] => {
    const at = { anchor: anchors.field('response', name), ...(lines.length > 1 && { occurrence: i }) };
    return parseChallenges(value).map((challenge) => ({ challenge, at }));
  });
  return [
    ...offers.flatMap(({ challenge, at }) => challengeNotes(challenge, scene, at.anchor).map((note) => ({ ...note, ...at }))),
    ...several(offers),
  ];
}

/** RFC 9110 sections 11.4 and 11.6.1: of several challenges the client ought to pick the most secure that it knows. */
function several(offers: readonly Offer[]): readonly Annotation[] {
  const first = offers[0];
  const names = [...new Set(offers.map(({ challenge }) => challenge.scheme))];
  if (first === undefined || names.length < 2) return [];
  const known = names.map((name) => schemeOf(name)).filter((s) => s !== undefined);
  return [
    info('auth/several-challenges', first.at.anchor, {
      title: say`The client may choose: either ${text(
        listed(
          names.map((n) => escaped(n, 16)),
          'or',
        ),
      )}`,
      detail: say`Each challenge is a way in of its own, and any one is enough; a client ought to take the strongest that it knows: ${text(listed(known.map((s) => `${s.name} (${s.words})`)))}.`,
      specs: [rfc(9110, '11.6.1'), rfc(9110, '11.4')],
    }),
  ];
}
