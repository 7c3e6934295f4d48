// Refresh (HTML, "shared declarative refresh steps").
import { say, text } from '../../text/prose.ts';
import { html } from '../spec.ts';
import { span } from '../words.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const refresh: FieldRule = field({
  name: 'Refresh',
  specs: [html('document-lifecycle.html#the-refresh-header')],
  where: ['response'],
  shape: 'single',
  summary: say`Tells a browser to load a page after some seconds; no HTTP redirect, other clients do not follow it.`,
  values: { '5; url=/next': 'after 5 seconds to /next', '30': 'the same page every 30 seconds' },
  remarks: ['unreadable'],
  read: (value) => {
    const [, seconds, target] = /^\s*(\d+)(?:\.[\d.]*)?\s*(?:[;,\s]\s*(?:url\s*=\s*)?["']?([^"']*?)["']?\s*)?$/i.exec(value) ?? [];
    if (seconds !== undefined) return { parsed: { seconds: Number(seconds), target: target ?? '' } };
    return {
      remarks: [
        {
          id: 'unreadable',
          level: 'warning',
          title: say`${'Refresh'} cannot be read: ${shown(value, 36)}`,
          detail: say`It is a number of seconds and perhaps a URL: ${'5; url=/next'}. Browsers ignore anything else.`,
        },
      ],
    };
  },
  tell: ({ seconds, target }) => ({
    margin: true,
    basis: 'browser',
    title: say`After ${text(span(seconds))} a browser loads ${target === '' ? text('this page again') : { kind: 'code', text: shownReference(target, 44) }}`,
    detail: say`Only browsers do so, and only for pages. Postil and other HTTP clients do not follow it: to redirect, answer 3xx with ${'Location'}.`,
  }),
});
