import { bareName } from '../models.ts';

/** A shape, width before height, and what an image is graded by: about 1,024, 2,048 or 4,096 pixels a side. */
export type AspectRatio = `${number}:${number}`;
export type Resolution = '1K' | '2K' | '4K';

/** What a family of models that draw takes. */
export interface ImageFamily {
  readonly models: RegExp;
  /** How it is called. */
  readonly method: 'predict' | 'generateContent';
  readonly ratios: readonly AspectRatio[];
  /** Those above 1K, which is what every family draws unasked, the smallest first. */
  readonly resolutions: readonly Resolution[];
}

const imagenRatios = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
const geminiRatios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const;

/**
 * By name, the first that fits; a model that is not known by name is taken for one of the newest. Imagen: the images
 * guide of the Gemini API as of version 4 (the fast model does not take a resolution). Gemini: `ImageConfig` in Google's
 * specification and client, with the two ratios that the guide has beyond them (4:5, 5:4); 2.5 takes no resolution.
 */
const families: readonly ImageFamily[] = [
  { models: /^imagen-3|^imagen-.*fast/, method: 'predict', ratios: imagenRatios, resolutions: [] },
  { models: /^imagen/, method: 'predict', ratios: imagenRatios, resolutions: ['2K'] },
  { models: /^gemini-2/, method: 'generateContent', ratios: geminiRatios, resolutions: [] },
];
const newest: ImageFamily = {
  models: /^/,
  method: 'generateContent',
  ratios: geminiRatios,
  resolutions: ['2K', '4K'],
};

/** The family of a model, named with or without its collection. */
export function imageFamily(model: string): ImageFamily {
  const name = bareName(model);
  return families.find(({ models }) => models.test(name)) ?? newest;
}
