import type { ImageSize } from '@x/core';
import type { RequestContext } from '@x/core/adapter';

/** DALL·E gives addresses that end after an hour unless asked; the models after it refuse the setting (HTTP 400). */
export const base64Wanted = (model: string): 'b64_json' | undefined =>
  model.startsWith('dall-e') ? 'b64_json' : undefined;

/** @throws InferenceError 'invalid-request' unless it is written as in "1024x768". Which sizes there are, the model says. */
export function checkSize(size: ImageSize | undefined, context: RequestContext): ImageSize | undefined {
  if (size === undefined || /^[1-9]\d*x[1-9]\d*$/.test(size)) return size;
  throw context.refuse('invalid-request', 'size is not one. Write width and height in pixels, as in 1024x768');
}
