// Whether a page's browser would send a preflight before this request (Fetch, "CORS-safelisted request-header" and "-method").
import { firstOf } from '../../http/field.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { say } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { fetchStandard } from '../spec.ts';
import { listed } from '../words.ts';
import { type Crossing, corsPreflight } from './crossing.ts';

/** Types that a form can send. */
const PLAIN = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** Fields that are safelisted, that no script may set ("forbidden request-header"), or that browsers set of themselves. */
const NOT_ASKED_FOR =
  /^(?:accept(?:-language|-charset|-encoding)?|content-(?:language|type|length)|range|access-control-request-.*|connection|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*|user-agent|upgrade-insecure-requests|priority)$/i;

export function asksFirst(x: Crossing): readonly Annotation[] {
  const { method } = x;
  if (method === undefined || method === 'OPTIONS') return [];
  const type = firstOf(x.sent, 'Content-Type');
  const essence = type === undefined ? undefined : parseMediaType(type)?.essence;
  const reasons = [
    ...(['GET', 'HEAD', 'POST'].includes(method) ? [] : [method]),
    ...(type === undefined || (essence !== undefined && PLAIN.includes(essence)) ? [] : [`Content-Type: ${essence ?? type}`]),
    ...new Set(x.sent.flatMap(([name]) => (NOT_ASKED_FOR.test(name) ? [] : [name]))),
  ];
  if (reasons.length === 0) return [];
  return [
    info('cors/asks-first', anchors.requestLine, {
      basis: 'browser',
      aside: true,
      title: say`From a page a preflight goes first, because of ${escaped(listed(reasons.slice(0, 3)), 36)}`,
      detail: say`A plain form could not make this request: ${escaped(listed(reasons), 120)}. So before it a browser asks with ${'OPTIONS'} whether the page may send it, and sends it only if the answer allows that. Postil sends it at once.`,
      specs: [...corsPreflight, fetchStandard('cors-safelisted-request-header')],
    }),
  ];
}
