// CF-RAY: custom, of Cloudflare.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const cfRay: FieldRule = field({
  name: 'CF-RAY',
  specs: [],
  where: ['request', 'response'],
  shape: 'single',
  standing: 'common',
  summary: say`Cloudflare's identifier of the request, with the airport code of the data centre that took it.`,
  read: (value) => ({ parsed: /^([0-9a-f]+)(?:-([A-Z]{3}))?$/.exec(value) }),
  tell: (found, { value }) =>
    found?.[2] === undefined
      ? { title: say`Cloudflare's number for this request: ${shown(value, 30)}` }
      : { title: say`Passed Cloudflare's data centre ${found[2]}, as number ${shown(found[1] ?? '', 20)}` },
});
