// Surrogate-Control (W3C Edge Architecture Specification).
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const surrogateControl: FieldRule = field({
  name: 'Surrogate-Control',
  specs: [document('Edge Architecture', '2.2', 'https://www.w3.org/TR/edge-arch/')],
  where: ['response'],
  shape: 'list',
  summary: say`Caching directives for surrogates (CDNs and reverse proxies of the site's own), which remove the field before passing the response on.`,
  values: { 'max-age=3600': 'an hour at the CDN', 'no-store': 'not at the CDN' },
  read: (value) => ({ parsed: { seconds: /max-age\s*=\s*"?(\d+)/i.exec(value)?.[1], value } }),
  tell: ({ seconds, value }) =>
    seconds === undefined
      ? { margin: true, title: say`For the site's own caches: ${shown(value, 50)}` }
      : { margin: true, title: say`The site's own CDN may keep this for ${text(span(Number(seconds)))}` },
});
