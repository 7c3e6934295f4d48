// application/x-www-form-urlencoded (WHATWG URL section 5.1), saying which escapes are none.

export interface Urlencoded {
  readonly pairs: readonly (readonly [string, string])[];
  readonly problem?: string;
}

export function urlencoded(source: string): Urlencoded {
  const pairs = [...new URLSearchParams(source)];
  const stray = /%(?![0-9a-f]{2}).{0,2}/i.exec(source)?.[0];
  if (stray !== undefined) return { pairs, problem: `${JSON.stringify(stray)} is no percent-escape and was taken as it stands` };
  const space = /[\s]/.test(source);
  return space ? { pairs, problem: 'white space belongs escaped, as + or %20' } : { pairs };
}
