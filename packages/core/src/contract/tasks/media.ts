import type { InputBase } from '../input.ts';
import type { MediaInput } from '../media.ts';

/** Pixels of the input image, origin top left. */
export interface Box {
  readonly xmin: number;
  readonly ymin: number;
  readonly xmax: number;
  readonly ymax: number;
}

export interface ImageInput extends InputBase {
  readonly image: MediaInput;
}

export interface AudioInput extends InputBase {
  readonly audio: MediaInput;
}

/** Pixels, width first: "1024x1024". */
export type ImageSize = `${number}x${number}`;
