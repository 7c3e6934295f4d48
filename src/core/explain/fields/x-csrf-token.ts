// X-CSRF-Token: custom.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const xCsrfToken: FieldRule = field({
  name: 'X-CSRF-Token',
  specs: [],
  where: ['request', 'response'],
  shape: 'single',
  standing: 'common',
  secret: true,
  summary: say`A secret that the site's own pages know and others do not, so that no other site can make requests in a visitor's name.`,
  read: anything,
  tell: (value, { place }) =>
    place === 'request' && value !== ''
      ? {
          title: say`Proves that the request comes from the site's own page`,
          detail: say`It goes together with the session's cookie: both must come from the same visit, or the server answers 403 or 419.`,
        }
      : undefined,
});
