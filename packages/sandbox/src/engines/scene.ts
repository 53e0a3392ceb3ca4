import { pick } from '../text/hash.ts';
import { share } from './guess.ts';

/** A thing in a picture. Places are whole pixels from the top left corner; the box holds at least one pixel. */
export interface SceneObject {
  readonly label: string;
  /** From 0.6 to 1. */
  readonly score: number;
  readonly box: { readonly xmin: number; readonly ymin: number; readonly xmax: number; readonly ymax: number };
}

/** A strip of a picture from the left edge `from` up to, and without, `to`, in pixels. */
export interface Segment {
  readonly label: string;
  readonly score: number;
  readonly from: number;
  readonly to: number;
}

/** Labels of the COCO data set, things and stuff. */
const things = ['person', 'cat', 'dog', 'bicycle', 'car', 'chair', 'cup', 'book'] as const;
const stuff = ['sky', 'grass', 'wall', 'road', 'sea', 'floor'] as const;
const most = 3;

/** One to three things that are said to be in a picture of this size, drawn from `seed`, the surest first. */
export function imagineObjects(width: number, height: number, seed: string): readonly SceneObject[] {
  return Array.from({ length: countFor(seed) }, (_, index) => {
    const own = `${seed} object ${index}`;
    const [xmin, xmax] = stretchWithin(width, `${own} across`);
    const [ymin, ymax] = stretchWithin(height, `${own} down`);
    return { label: pick(things, own), score: sureness(own), box: { xmin, ymin, xmax, ymax } };
  }).sort((left, right) => right.score - left.score);
}

/** One to three strips that together cover a picture of this width, from left to right, drawn from `seed`. */
export function imagineSegments(width: number, seed: string): readonly Segment[] {
  const count = Math.min(width, countFor(seed));
  return Array.from({ length: count }, (_, index) => {
    const own = `${seed} segment ${index}`;
    return {
      label: pick(stuff, own),
      score: sureness(own),
      from: Math.floor((width * index) / count),
      to: Math.floor((width * (index + 1)) / count),
    };
  });
}

function countFor(seed: string): number {
  return 1 + Math.floor(most * share(`${seed} count`));
}

function sureness(seed: string): number {
  return 0.6 + 0.4 * share(`${seed} score`);
}

function stretchWithin(length: number, seed: string): readonly [start: number, end: number] {
  const start = Math.floor((length / 2) * share(`${seed} start`));
  return [start, start + Math.max(1, Math.floor((length - start) * share(`${seed} length`)))];
}
