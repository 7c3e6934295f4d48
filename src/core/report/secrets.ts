// Secrets are named, not printed: what a person would not want on a shared screen. `wire` in the JSON has the octets.

const CREDENTIALS = /^(?:proxy-)?authorization$/i;
const COOKIE = /^cookie$/i;
const SET_COOKIE = /^set-cookie$/i;
const KEYS = /^(?:x-)?(?:api-key|auth-token|access-token|csrf-token|amz-security-token|goog-api-key)$/i;
const MASK = '•••••';

/** A field's value with what is secret in it replaced: `Authorization: Bearer •••••`. */
export function masked(name: string, value: string): string {
  if (CREDENTIALS.test(name)) return value.replace(/^(\S+)(\s+)\S[\s\S]*$/, `$1$2${MASK}`);
  if (COOKIE.test(name)) return value.replace(/=([^;]*)/g, `=${MASK}`);
  if (SET_COOKIE.test(name)) return value.replace(/=([^;]*)/, `=${MASK}`);
  return KEYS.test(name) ? MASK : value;
}
