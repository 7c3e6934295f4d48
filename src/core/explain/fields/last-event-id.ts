// Last-Event-ID (HTML, server-sent events).
import { say } from '../../text/prose.ts';
import { html } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const lastEventId: FieldRule = field({
  name: 'Last-Event-ID',
  specs: [html('server-sent-events.html#the-last-event-id-header')],
  where: ['request'],
  shape: 'single',
  summary: say`The id of the last server-sent event that arrived, so that the server can go on after it.`,
  read: anything,
  tell: (id) => ({ title: say`Asks for the events after ${shown(id, 50)}` }),
});
