// X-API-Key: custom, a credential.

import { isLoopback } from '../../http/cookie-rules.ts';
import { say, text } from '../../text/prose.ts';
import { urlOf } from '../view.ts';
import { plural } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const xApiKey: FieldRule = field({
  name: 'X-API-Key',
  specs: [],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  secret: true,
  summary: say`A key that identifies the calling application; whoever has it, can call.`,
  remarks: ['over-http'],
  read: anything,
  tell: (key) => ({
    title:
      key === ''
        ? say`The key is empty`
        : say`A key of ${text(`${key.length} ${plural(key.length, 'character')}`)}, which Postil does not show`,
  }),
  check: (key, { subject }) => {
    const url = urlOf(subject.request?.url, subject.request?.fields);
    return when(key !== '' && url?.protocol === 'http:' && !isLoopback(url), {
      id: 'over-http',
      level: 'warning',
      title: say`The key travels readable: the URL is plain ${'http:'}`,
      detail: say`Everybody on the way can copy it and use it. Use ${'https:'}, and renew a key that was sent this way.`,
    });
  },
});
