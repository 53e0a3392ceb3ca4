/**
 * The text as similarities compare it: Unicode's composed form (NFC), line ends as LF, no white space at the ends.
 * Case and punctuation stay.
 */
export const normalForm = (text: string): string => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();

/**
 * A label as labels are compared: the normal form in lower case, without the punctuation and white space around it, so
 * that "Positive." and "POSITIVE" are one.
 */
export const labelForm = (label: string): string =>
  normalForm(label)
    .toLowerCase()
    .replaceAll(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');

/**
 * The value of a similarity where it is decided by emptiness: two empty texts are the same, an empty one and another
 * have nothing in common. Reference implementations answer 0 for both, or fail.
 *
 * @returns undefined when neither is empty
 */
export function similarityOfEmpty(a: { readonly length: number }, b: { readonly length: number }): 0 | 1 | undefined {
  if (a.length > 0 && b.length > 0) return undefined;
  return a.length === b.length ? 1 : 0;
}
