import type { TaskInput } from '@x/core';
import type { RequestContext } from '@x/core/adapter';
import { type AspectRatio, imageFamily, type Resolution } from './families.ts';

/** A size as the wire has it; a member that is undefined leaves the choice to the model. */
export interface Shape {
  readonly aspectRatio?: AspectRatio | undefined;
  readonly resolution?: Resolution | undefined;
}

/** The longest side, in pixels, that a resolution is nearest to; one that is longer still is the next. */
const longestSide: Readonly<Record<Resolution, number>> = { '1K': 1_536, '2K': 3_072, '4K': Number.POSITIVE_INFINITY };

/** The one size that is the same in pixels with every model. */
const exact = '1024x1024';

/**
 * The nearest shape to a size: Google takes an aspect ratio and a grade, never pixels, so every other size than
 * 1024x1024 is changed, with a warning.
 *
 * @throws InferenceError 'invalid-request' for a size that is none.
 */
export function shapeOf({ size, model }: TaskInput<'text-to-image'>, context: RequestContext): Shape {
  if (size === undefined) return {};
  const [, width = 0, height = 0] = (/^([1-9]\d*)x([1-9]\d*)$/.exec(size) ?? []).map(Number);
  if (width === 0 || height === 0) {
    throw context.refuse('invalid-request', 'size is not one. Write width and height in pixels, as in 1024x768');
  }
  const { ratios, resolutions } = imageFamily(model);
  const aspectRatio = nearest(ratios, width / height);
  const resolution = grade(resolutions, Math.max(width, height));
  if (size !== exact) {
    const asked = resolution === undefined ? aspectRatio : `${aspectRatio} at ${resolution}`;
    const message = `${model} takes a shape and not pixels; ${asked} was asked for, the nearest that it has`;
    context.warn({ type: 'changed', setting: 'size', message });
  }
  return { aspectRatio, resolution };
}

function nearest(ratios: readonly AspectRatio[], wanted: number): AspectRatio | undefined {
  // In proportion, so that twice as wide is as far away as half as wide.
  const distance = (ratio: AspectRatio): number => Math.abs(Math.log(quotient(ratio) / wanted));
  return [...ratios].sort((left, right) => distance(left) - distance(right))[0];
}

function quotient(ratio: AspectRatio): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
}

/** Undefined for 1K, which models draw unasked, some of them without a setting for it. */
function grade(resolutions: readonly Resolution[], side: number): Resolution | undefined {
  if (side <= longestSide['1K']) return undefined;
  return resolutions.find((resolution) => side <= longestSide[resolution]) ?? resolutions.at(-1);
}
