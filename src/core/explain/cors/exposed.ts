// Response fields that a page's script cannot see (Fetch, "CORS-safelisted response-header name").
import { say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { fetchStandard } from '../spec.ts';
import { listed } from '../words.ts';
import { type Crossing, listOf, passes } from './crossing.ts';

/** Fields that applications read, beside those with names of their own. */
const WANTED = ['link', 'location', 'etag', 'retry-after', 'content-disposition', 'ratelimit', 'ratelimit-policy', 'server-timing'];
/** `X-` fields for the browser or the infrastructure, which no script asks for. */
const NOT_WANTED =
  /^x-(?:content-type-options|frame-options|xss-protection|permitted-cross-domain-policies|powered-by|dns-prefetch-control|download-options|robots-tag|ua-compatible|cache|cache-hits|served-by|timer|aspnet|amz-cf|varnish|runtime|backend|proxy|envoy|accel)/;

export function hiddenFields(x: Crossing): readonly Annotation[] {
  if (!passes(x)) return [];
  const exposed = listOf(x, 'Access-Control-Expose-Headers');
  if (exposed.includes('*') && x.credentials !== 'true') return [];
  const hidden = x.got
    .map(([name]) => name)
    .filter((name, i, all) => all.indexOf(name) === i)
    .filter((name) => isWanted(name.toLowerCase()) && !exposed.includes(name.toLowerCase()));
  const [first] = hidden;
  if (first === undefined) return [];
  return [
    info('cors/not-exposed', anchors.field('response', first), {
      basis: 'browser',
      title: say`Hidden from scripts in a browser: ${escaped(listed(hidden.slice(0, 3)), 48)}${text(hidden.length > 3 ? ' …' : '')}`,
      detail: say`Across origins JavaScript sees only a few basic fields, such as ${'Content-Type'} and ${'Content-Length'}. To show it others, name them: ${`Access-Control-Expose-Headers: ${escaped(hidden.join(', '), 60)}`}.${exposed.includes('*') ? say` The ${'*'} that is there is no wildcard where credentials are allowed: it counts as a literal name.` : []}`,
      specs: [fetchStandard('http-access-control-expose-headers')],
    }),
  ];
}

const isWanted = (name: string): boolean => WANTED.includes(name) || (name.startsWith('x-') && !NOT_WANTED.test(name));
