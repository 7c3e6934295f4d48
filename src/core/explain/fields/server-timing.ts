// Server-Timing (W3C). How it goes together with the measured times is told in timing/.
import { parameter, parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const serverTiming: FieldRule = field({
  name: 'Server-Timing',
  specs: [
    document('Server Timing', 'the-server-timing-header-field', 'https://www.w3.org/TR/server-timing/#the-server-timing-header-field'),
  ],
  where: ['response', 'trailer'],
  shape: 'list',
  summary: say`How long the server's own steps took, as the server reports it; ${'dur'} is in milliseconds.`,
  values: { 'db;dur=53.2;desc="Database"': 'one step', 'cache;desc="hit"': 'a fact without a time' },
  remarks: ['bad-duration'],
  read: (value) => {
    const parsed = split(value).map((piece) => {
      const [name, ...parameters] = parseParameters(piece.text, { offset: piece.range.start });
      const duration = parameter(parameters, 'dur');
      return { name: name?.name ?? '', description: parameter(parameters, 'desc')?.value, duration, piece };
    });
    const bad = parsed.find((m) => m.duration !== undefined && !isNumber(m.duration.value));
    return {
      parsed,
      remarks: when(bad !== undefined, {
        id: 'bad-duration',
        level: 'info',
        span: bad?.duration?.range,
        title: say`${'dur'} is not a number of milliseconds: ${shown(bad?.duration?.value ?? '', 16)}`,
        detail: say`Browsers take it as 0.`,
      }),
    };
  },
  tell: (metrics) => {
    const words = metrics.map((m) => {
      const name = m.description === undefined || m.description === '' ? m.name : `${m.description} (${m.name})`;
      return isNumber(m.duration?.value) ? `${name} ${m.duration?.value} ms` : name;
    });
    return metrics.length === 0
      ? undefined
      : {
          margin: true,
          title: say`Reported by the server: ${shown(words.join(', '), 60)}`,
          detail: say`These are steps inside the server, in milliseconds, by its own clock; they may overlap, and nothing here can check them.`,
        };
  },
});

const isNumber = (text: string | undefined): boolean => /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text ?? '');
