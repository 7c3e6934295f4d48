// Fields whose value is JSON, and the parts of a JSON Web Token.
import { say } from '../../../text/prose.ts';
import type { Reading } from './rule.ts';
import { shown } from './shapes.ts';

export function json(value: string, name: string): Reading<NonNullable<unknown>, 'not-json'> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (parsed !== null && parsed !== undefined) return { parsed };
  } catch {
    // Told below, the same as null.
  }
  return {
    remarks: [
      {
        id: 'not-json',
        level: 'warning',
        title: say`${name} is not valid JSON: ${shown(value, 30)}`,
        detail: say`The value of this field is JSON, with double quotes. Browsers ignore what they cannot parse.`,
      },
    ],
  };
}

/** The object that a part of a JWT encodes; `undefined` when it is none. */
export function jwtPart(part: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (part === undefined || !/^[\w-]+$/.test(part)) return undefined;
  try {
    const base64 = part.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')), (c) => c.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
