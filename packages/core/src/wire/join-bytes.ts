/**
 * One piece of bytes of several, as a copy that is nobody else's.
 *
 * @param length Bytes of all of them, which whoever collected them has counted.
 */
export function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}
