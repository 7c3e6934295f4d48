// CF-Cache-Status: custom, of Cloudflare.
import { say } from '../../text/prose.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const cfCacheStatus: FieldRule = choice({
  name: 'CF-Cache-Status',
  specs: [],
  where: ['response'],
  margin: true,
  shape: 'single',
  standing: 'common',
  summary: say`What Cloudflare's cache did with the request.`,
  choices: {
    hit: { title: say`Cloudflare had it stored` },
    miss: { title: say`Cloudflare had nothing stored and asked the server` },
    expired: { title: say`Cloudflare's copy was stale, so it asked the server` },
    stale: { title: say`Cloudflare gave a stale copy, as the server did not answer` },
    bypass: { title: say`Cloudflare was told not to store this` },
    revalidated: { title: say`Cloudflare checked its copy with the server: still good` },
    updating: { title: say`Cloudflare gave a stale copy while it fetches a new one` },
    dynamic: { title: say`Cloudflare does not store this kind of content unless told to` },
    'none/unknown': { title: say`Cloudflare answered by itself` },
  },
  otherwise: say`Cloudflare's documentation lists the values.`,
  level: 'info',
});
