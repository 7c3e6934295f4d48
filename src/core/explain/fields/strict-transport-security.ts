// Strict-Transport-Security (RFC 6797).
import { parameter, parseParameters } from '../../http/parameters.ts';
import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { document, rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';
import { oneSlip } from './engine/slip.ts';

const YEAR = 31_536_000;
const MONTH = 30 * 86_400;
const preloadList = document('HSTS preload list', 'requirements', 'https://hstspreload.org/#deployment-recommendations');

/** The directive that was probably meant. */
function near(name: string | undefined): string | undefined {
  const bare = name?.toLowerCase().replace(/[-_]/g, '') ?? '';
  return ['includeSubDomains', 'preload'].find((known) => bare !== '' && oneSlip(bare, known.toLowerCase()));
}

export const strictTransportSecurity: FieldRule = field({
  name: 'Strict-Transport-Security',
  specs: [rfc(6797, '6.1')],
  where: ['response'],
  shape: 'single',
  summary: say`HSTS: tells browsers to use only HTTPS for this host, for so many seconds, whatever links and bookmarks say.`,
  values: {
    'max-age=63072000; includeSubDomains; preload': 'two years, all subdomains, for the preload list',
    'max-age=31536000; includeSubDomains': 'a year, all subdomains',
    'max-age=0': 'switch it off',
  },
  remarks: ['missing-max-age', 'bad-max-age', 'switched-off', 'short', 'preload-unsuitable', 'unknown-directive', 'repeated-directive'],
  read: (value) => {
    const parameters = parseParameters(value);
    const age = parameter(parameters, 'max-age');
    const has = (name: string): boolean => parameter(parameters, name) !== undefined;
    if (age === undefined)
      return {
        remarks: [
          {
            id: 'missing-max-age',
            level: 'error',
            title: say`${'max-age'} is required and missing: browsers ignore the whole field`,
            detail: say`Without it nobody knows for how long HTTPS is promised. Write ${'max-age=31536000; includeSubDomains'}.`,
            specs: [rfc(6797, '6.1.1')],
          },
        ],
      };
    if (!isDigits(age.value ?? ''))
      return {
        remarks: [
          {
            id: 'bad-max-age',
            level: 'error',
            span: age.range,
            title: /^\d+,/.test(age.value ?? '')
              ? say`Directives are separated by semicolons here, not by commas: ${'max-age'} cannot be read`
              : say`${'max-age'} must be a whole number of seconds, not ${shown(age.value ?? '', 16)}`,
            detail: say`Browsers ignore the whole field when its one required directive cannot be read.`,
            specs: [rfc(6797, '6.1.1')],
          },
        ],
      };
    const names = parameters.map((p) => p.name.toLowerCase());
    const twice = parameters.find((p, i) => names.indexOf(p.name.toLowerCase()) < i);
    const odd = parameters.find((p) => !['max-age', 'includesubdomains', 'preload'].includes(p.name.toLowerCase()));
    return { parsed: { seconds: Number(age.value), subdomains: has('includesubdomains'), preload: has('preload'), odd, twice } };
  },
  // Browsers go by the first line alone (section 8.1).
  tell: ({ seconds, subdomains, preload }, { occurrence }) =>
    seconds === 0 || occurrence > 0
      ? undefined
      : {
          margin: true,
          basis: 'browser',
          title: say`Browsers will use only HTTPS for ${text(span(seconds))}${text(subdomains ? ', on subdomains too' : '')}`,
          detail: say`For ${text(span(seconds))} from each visit on, a browser turns every ${'http:'} URL of this host into ${'https:'} before it connects, and lets nobody click past a bad certificate.${text(preload ? ' With preload the site also asks to be built into browsers, for the very first visit.' : '')}`,
        },
  check: ({ seconds, subdomains, preload, odd, twice }, { occurrence }) =>
    occurrence > 0
      ? []
      : [
          ...when(twice !== undefined, {
            id: 'repeated-directive',
            level: 'error',
            span: twice?.range,
            title: say`${shown(twice?.name ?? '', 24)} stands more than once: no directive may be repeated`,
            detail: say`Browsers differ in what they make of a duplicate: some take the first or the last, others ignore the whole field, and then there is no HSTS. Write it once.`,
            specs: [rfc(6797, '6.1')],
          }),
          ...when(seconds === 0, {
            id: 'switched-off',
            level: 'warning',
            title: say`${'max-age=0'} switches HSTS off: browsers forget that this host is HTTPS only`,
            detail: say`A browser that sees this deletes what it remembered, and follows ${'http:'} links again. Right for taking it back, wrong as a lasting value.`,
            specs: [rfc(6797, '6.1.1')],
          }),
          ...when(preload && (seconds < YEAR || !subdomains), {
            id: 'preload-unsuitable',
            level: 'warning',
            title: say`${'preload'} without ${text([seconds < YEAR ? 'a year of max-age' : '', subdomains ? '' : 'includeSubDomains'].filter(Boolean).join(' and '))}: the list will not take it`,
            detail: say`The list that is built into browsers wants ${'max-age'} of at least 31536000 (one year), ${'includeSubDomains'} and ${'preload'}. Here it is ${text(span(seconds))}${text(subdomains ? '' : ', without subdomains')}.`,
            basis: 'browser',
            specs: [preloadList],
          }),
          ...when(seconds > 0 && seconds < MONTH && !preload, {
            id: 'short',
            level: 'warning',
            basis: 'browser',
            title: say`${text(span(seconds))} is short: the protection ends soon after each visit`,
            detail: say`Whoever comes back later than ${text(span(seconds))} can be led to plain HTTP again. Short times are good for trying it out; one year (${'max-age=31536000'}) is usual.`,
            specs: [rfc(6797, '11.2')],
          }),
          ...when(odd !== undefined, {
            id: 'unknown-directive',
            level: near(odd?.name) === undefined ? 'info' : 'warning',
            span: odd?.range,
            title: say`${shown(odd?.name ?? '', 24)} is not a directive of HSTS: ignored`,
            detail: say`${near(odd?.name) === undefined ? [] : say`Was ${near(odd?.name) ?? ''} meant? As it is, it has no effect. `}Known are ${'max-age'}, ${'includeSubDomains'} and ${'preload'}, with semicolons between them.`,
            specs: [rfc(6797, '6.1')],
          }),
        ],
});
