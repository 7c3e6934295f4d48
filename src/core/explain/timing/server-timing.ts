// Server-Timing against the wait that was measured here (W3C Server Timing).
import { valuesOf } from '../../http/field.ts';
import { parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { document } from '../spec.ts';
import type { TimingFacts } from '../subject.ts';
import type { View } from '../view.ts';
import { duration } from '../words.ts';

export interface Metric {
  readonly name: string;
  /** Milliseconds; `undefined` where the metric has none. */
  readonly dur: number | undefined;
}

export const metricsOf = (x: View): readonly Metric[] =>
  valuesOf(x.got, 'Server-Timing').flatMap((value) =>
    split(value).map(({ text: member }) => {
      const [name = '', ...rest] = member.split(';');
      const dur = Number(parseParameters(rest.join(';')).find((p) => p.name.toLowerCase() === 'dur')?.value ?? Number.NaN);
      return { name: name.trim(), dur: Number.isFinite(dur) && dur >= 0 ? dur : undefined };
    }),
  );

export function explainServerTiming(x: View, timing: TimingFacts): readonly Annotation[] {
  const wait = timing.ttfb;
  const metrics = metricsOf(x).filter((m): m is Metric & { dur: number } => m.dur !== undefined);
  const total = metrics.find((m) => /^(?:total|app|request|edge|server)$/i.test(m.name));
  const parts = metrics.filter((m) => m !== total).toSorted((a, b) => b.dur - a.dur);
  const top = parts[0] ?? total;
  if (wait === undefined || wait <= 0 || top === undefined) return [];
  const share = Math.round((top.dur / wait) * 100);
  const list = text(metrics.map((m) => `${escaped(m.name, 20)} ${duration(m.dur)}`).join(', '));
  const spec = [
    document('Server Timing', 'the-server-timing-header-field', 'https://www.w3.org/TR/server-timing/#the-server-timing-header-field'),
  ];
  if (top.dur > wait)
    return [
      info('timing/server-longer', at.timing, {
        title: say`${escaped(top.name, 20)} is said to take ${text(duration(top.dur))}, longer than the wait of ${text(duration(wait))}`,
        detail: say`The server reports ${list}. More than the time until the first byte can only be work that went on after it, or a clock or unit of its own; ${'dur'} is in milliseconds.`,
        specs: spec,
        basis: 'computed',
      }),
    ];
  return [
    info('timing/server', at.timing, {
      title: say`${escaped(top.name, 20)} accounts for ${text(duration(top.dur))} of the ${text(duration(wait))} wait (${text(`${share} %`)})`,
      detail: say`The server reports where its time went: ${list}. Of the ${text(duration(wait))} until the first byte, ${text(duration(top.dur))} were spent in ${escaped(top.name, 30)}; the rest is other work and one round trip on the network.`,
      specs: spec,
      basis: 'computed',
    }),
  ];
}
