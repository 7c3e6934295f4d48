// Timeout (RFC 4918 section 10.7).
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const timeout: FieldRule = field({
  name: 'Timeout',
  specs: [rfc(4918, '10.7')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`WebDAV: how long a lock should last; no timeout of the request.`,
  values: { 'Second-3600': 'an hour', Infinite: 'for ever' },
  remarks: ['unreadable'],
  read: (value) => {
    const first = value.split(',')[0]?.trim() ?? '';
    const seconds = /^Second-(\d+)$/i.exec(first)?.[1];
    if (seconds !== undefined || /^infinite$/i.test(first)) return { parsed: seconds ?? 'infinite' };
    return {
      remarks: [
        {
          id: 'unreadable',
          level: 'info',
          title: say`${'Timeout'} is WebDAV's lifetime of a lock, not ${shown(value, 20)}`,
          detail: say`It is written ${'Second-3600'} or ${'Infinite'}. A time limit for the request is a setting of the client, not a field.`,
        },
      ],
    };
  },
  tell: (seconds) => ({
    margin: true,
    title: seconds === 'infinite' ? say`The lock shall last for ever` : say`The lock shall last ${text(span(Number(seconds)))}`,
  }),
});
