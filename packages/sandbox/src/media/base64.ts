const dataUrl = /^data:[^,]*;base64,/u;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/u;

/** The bytes of a base64 text, which may also be a whole `data:` URL; nothing when it is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = text.replace(dataUrl, '').replaceAll(/\s/gu, '');
  if (!base64.test(digits) || digits.replaceAll('=', '').length % 4 === 1) return undefined;
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}

/** Bytes as base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}

/** Bytes as a text with one character for each. */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
