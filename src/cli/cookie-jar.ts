// `--cookie-jar FILE`: the jar that is read before the first request and written after the last.
import { type KeptJar, openJar } from '../core/run/kept-jar.ts';
import { fail, type Result } from '../core/text/result.ts';

/** Cookies without a lifetime are kept too, as curl does: here the file is the session. What is wrong comes back for standard error. */
export function openCookieJar(path: string, onTrouble: (why: string) => void): Result<KeptJar, string> {
  const opened = openJar({ path, now: Date.now, sessionCookies: true, onTrouble });
  if (opened.ok) return opened;
  const { at, message } = opened.error;
  const place = at === undefined ? path : `${path}:${at.line + 1}:${at.character + 1}`;
  return fail(`${place}: error cookie-jar: ${message}. Nothing was sent, and the file is as it was. Mend it, or name another file.`);
}
