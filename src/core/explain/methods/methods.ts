// The method: its definition, and what it means for trying again (RFC 9110 section 9.2).
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { ErrorFacts, Subject } from '../subject.ts';
import { asked, type View, view } from '../view.ts';
import { METHODS, type MethodEntry } from './registry.ts';

export function explainMethods(subject: Subject, x = view(subject)): readonly Annotation[] {
  if (x.method === undefined || x.method === '') return [];
  const entry = METHODS.get(x.method);
  return entry === undefined ? [unknown(x.method)] : [definition(entry), ...again(x, entry)];
}

function definition(entry: MethodEntry): Annotation {
  return info(`method/${entry.name.toLowerCase()}`, at.requestLine, {
    title: say`${entry.name}: ${text(entry.safe ? 'safe and idempotent' : entry.idempotent ? 'changes state, idempotent' : 'changes state, not idempotent')}`,
    detail: say`${entry.meaning} ${
      entry.safe
        ? text('It is safe: it asks for nothing to be changed.')
        : entry.idempotent
          ? text('It is idempotent: repeated, it has the effect of a single one.')
          : text('It is not idempotent: repeated, it may have its effect again.')
    }`,
    specs: [...entry.specs, rfc(9110, '9.2.2')],
    definition: true,
  });
}

function unknown(name: string): Annotation {
  const known = METHODS.get(name.toUpperCase());
  if (known !== undefined)
    return info('method/case', at.requestLine, {
      title: say`${escaped(name, 20)} is not ${known.name}: methods are case-sensitive`,
      detail: say`A method's name counts letter by letter, and all registered ones are in capitals. Most servers answer ${escaped(name, 20)} with ${'400'}, ${'405'} or ${'501'}.`,
      specs: [rfc(9110, '9.1')],
    });
  return info('method/unregistered', at.requestLine, {
    title: say`${escaped(name, 20)} is not a registered method: it means what this server says`,
    detail: say`Nothing is known of its effect, so clients and proxies must take it for one that changes state and may not be repeated. A server that does not know it should answer ${'501'}, or ${'405'} where only this target lacks it.`,
    specs: [rfc(9110, '9.1'), rfc(9110, '9.2')],
  });
}

/** After a failure the question is whether it may be sent again; only then it is said. */
function again(x: View, entry: MethodEntry): readonly Annotation[] {
  const status = x.status ?? 0;
  const failed = x.subject.error !== undefined || [500, 502, 504].includes(status) || x.response?.complete === false;
  if (!failed || (status === 504 && /\bonly-if-cached\b/i.test(asked(x, 'Cache-Control') ?? ''))) return [];
  if (undone(x.subject.error)) return [];
  return [
    info(entry.idempotent ? 'method/repeat' : 'method/no-repeat', at.requestLine, {
      title: entry.idempotent
        ? say`${entry.name} may be repeated: twice has the same effect as once`
        : say`Before you repeat this ${entry.name}: it may have been carried out already`,
      detail: entry.idempotent
        ? say`${entry.name} is ${text(entry.safe ? 'safe' : 'idempotent')}, so after this failure it can be sent again without harm, even if the first one did arrive.`
        : say`${entry.name} is not idempotent, and a failure does not show whether the server did the work before. Look at the state first; an ${'Idempotency-Key'} field, where the API knows it, makes a repetition harmless.`,
      specs: [rfc(9110, '9.2.2')],
    }),
  ];
}

/** Nothing was sent: no name, no connection, no trust; or the user stopped it and knows. */
function undone(error: ErrorFacts | undefined): boolean {
  if (error === undefined) return false;
  if (['request', 'dns', 'connect', 'proxy', 'tls'].includes(error.phase ?? '')) return true;
  const code = error.code ?? '';
  if (NEVER_SENT.test(code) || /abort/i.test(`${code} ${error.name ?? ''}`)) return true;
  return [error.cause, ...(error.errors ?? [])].some((inner) => undone(inner));
}

const NEVER_SENT =
  /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_INVALID|ERR_SSL|UND_ERR_INVALID|ERR_HTTP_INVALID)/;
