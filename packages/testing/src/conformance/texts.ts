/** Recognisable wherever they turn up, and of no shape that a vendor's own keys have. */
export const passedKey = 'conformance-key-7f3a9c51e2';
export const environmentKey = 'conformance-environment-key-4b8d20';

/** Longer than the 16 characters from which on a repeated piece of the input has to be hidden. */
export const prompt = 'My diary says that the lighthouse keeper hid seven brass keys under the third stair.';

/** Bytes of one, two, three and four to a character, a joined emoji among them. */
export const unicodePieces = ['Grüße, ', '世界 ', '👩‍👩‍👧‍👦', ' naïve ', '𝄞 ', 'é'] as const;
