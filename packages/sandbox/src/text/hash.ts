/**
 * A 32-bit hash of a text: FNV-1a over its UTF-16 units, finished with MurmurHash3's mixer.
 * The mixer matters because callers take the low bits (`hash(text) % n`), which plain FNV-1a spreads badly.
 */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return mixed(state);
}

/** A 32-bit hash of bytes, made as that of a text is: the sandbox's name for a picture or a sound. */
export function hashBytes(bytes: Uint8Array): number {
  let state = 0x811c9dc5;
  for (const byte of bytes) state = Math.imul(state ^ byte, 0x01000193);
  return mixed(state);
}

function mixed(unmixed: number): number {
  let state = unmixed;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** `length` hexadecimal digits that depend on `seed` alone: the sandbox's stand-in for a random identifier. */
export function hexDigits(seed: string, length: number): string {
  let digits = '';
  for (let block = 0; digits.length < length; block += 1) {
    digits += hash(`${block}:${seed}`).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** The element of `choices` that `seed` selects. @throws RangeError when `choices` is empty. */
export function pick<Choice>(choices: readonly Choice[], seed: string): Choice {
  const choice = choices[hash(seed) % choices.length];
  if (choice === undefined) throw new RangeError('pick needs at least one choice');
  return choice;
}
