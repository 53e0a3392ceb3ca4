import type { ImageSize } from '@x/core';
import type { RequestContext } from '@x/core/adapter';

/** Pixels. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** A size as numbers. @throws InferenceError 'invalid-request' unless it is written as in "1024x768". */
export function dimensionsOf(size: ImageSize | undefined, context: RequestContext): Dimensions | undefined {
  if (size === undefined) return undefined;
  const [, width, height] = /^([1-9]\d*)x([1-9]\d*)$/.exec(size) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw context.refuse('invalid-request', 'size is not one. Write width and height in pixels, as in 1024x768');
}
