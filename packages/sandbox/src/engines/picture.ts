import type { Bitmap, Colour } from '../media/png.ts';
import { hash } from '../text/hash.ts';

/** Tiles across and down. The right half mirrors the left, which makes a pattern that a person can tell from others. */
const tiles = 5;

/** A picture that is drawn from `seed` alone: a mirrored pattern of tiles in two colours. */
export function drawPattern(width: number, height: number, seed: string): Bitmap {
  const isSet = (column: number, row: number): boolean => {
    const across = Math.floor((column * tiles) / width);
    const down = Math.floor((row * tiles) / height);
    return pattern[down]?.[Math.min(across, tiles - 1 - across)] ?? false;
  };
  const pattern = Array.from({ length: tiles }, (_, row) =>
    Array.from({ length: Math.ceil(tiles / 2) }, (__, column) => hash(`${seed} tile ${row} ${column}`) % 2 === 0),
  );
  return { width, height, isSet, colours: [colour(`${seed} background`, 160), colour(`${seed} foreground`, 0)] };
}

/** A colour whose parts lie from `least` up to 95 above it, so that a light one and a dark one differ. */
function colour(seed: string, least: number): Colour {
  const bits = hash(seed);
  return [least + (bits % 96), least + ((bits >>> 8) % 96), least + ((bits >>> 16) % 96)];
}
