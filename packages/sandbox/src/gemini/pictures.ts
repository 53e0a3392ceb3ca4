import { drawPattern } from '../engines/picture.ts';
import { toBase64 } from '../media/base64.ts';
import { encodePng } from '../media/png.ts';
import { invalidArgument } from './errors.ts';

/** Pixels of the longer side. Real models draw eight times as many and more. */
const longerSide = 128;

const ratios: ReadonlySet<string> = new Set(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9']);

/** A picture as Google sends it: its type, and base64. */
export interface EncodedPicture {
  readonly mimeType: string;
  readonly data: string;
}

/** A PNG of an aspect ratio, drawn from `seed` alone. @throws VendorError (HTTP 400) for a ratio that models do not have. */
export function drawPicture(aspectRatio: string, seed: string): EncodedPicture {
  if (!ratios.has(aspectRatio)) throw invalidArgument(`aspect_ratio must be one of ${[...ratios].join(', ')}.`);
  const [across = 1, down = 1] = aspectRatio.split(':').map(Number);
  const scale = longerSide / Math.max(across, down);
  const picture = drawPattern(Math.round(across * scale), Math.round(down * scale), seed);
  return { mimeType: 'image/png', data: toBase64(encodePng(picture)) };
}
