import * as z from 'zod';
import { drawPattern } from '../../engines/picture.ts';
import { MediaFile } from '../../media/media-file.ts';
import { encodePng } from '../../media/png.ts';
import { defineTask, someText } from './define.ts';
import { imageInput } from './media-input.ts';

/** Pixels of a side, where the request names none. Real models draw larger ones. */
const defaultSide = 128;
const largestSide = 2048;
const side = z.int().min(1).max(largestSide).nullish();

/** `text-to-image`: a PNG of the size that is asked for, drawn from the prompt and what shapes it. */
export const textToImage = defineTask(
  z.object({
    inputs: someText,
    parameters: z
      .object({ width: side, height: side, negative_prompt: z.string().nullish(), seed: z.int().nullish() })
      .nullish(),
  }),
  ({ inputs, parameters }, model) => {
    const { width, height, negative_prompt: negative = '', seed = '' } = parameters ?? {};
    return draw(width ?? defaultSide, height ?? defaultSide, [model, inputs, negative, seed]);
  },
);

/** `image-to-image`: a PNG of the size that is asked for, or else of the image's own, drawn from image and prompt. */
export const imageToImage = defineTask(
  z.object({
    inputs: imageInput,
    parameters: z
      .object({
        prompt: z.string().nullish(),
        target_size: z.object({ width: side, height: side }).nullish(),
      })
      .nullish(),
  }),
  ({ inputs: image, parameters }, model) => {
    const { width, height } = parameters?.target_size ?? {};
    const seeds = [model, image.seed, parameters?.prompt ?? ''];
    return draw(width ?? Math.min(image.width, largestSide), height ?? Math.min(image.height, largestSide), seeds);
  },
);

function draw(width: number, height: number, seeds: readonly unknown[]): MediaFile {
  return new MediaFile('image/png', encodePng(drawPattern(width, height, JSON.stringify(seeds))));
}
