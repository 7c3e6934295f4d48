// Base64 of octets and of UTF-8 text (RFC 4648 section 4).

export const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));

export const base64OfText = (text: string): string => base64(new TextEncoder().encode(text));

/** `undefined` when it is not base64 of UTF-8 text. */
export function textOfBase64(value: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.replace(/=+$/, '').length % 4 === 1) return undefined;
  try {
    const octets = Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}
