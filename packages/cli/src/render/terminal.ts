import { styleText } from 'node:util';
import type { Io, Output } from '../io.ts';

/** What a piece of text is, from which follows how it looks. */
export type Look = 'plain' | 'name' | 'quiet' | 'bad' | 'good' | 'warning';

/** Gives a text its look; must come after everything that measures or cuts it. */
export type Paint = (text: string, look: Look) => string;

const formats: Readonly<Record<Exclude<Look, 'plain'>, Parameters<typeof styleText>[0]>> = {
  name: 'bold',
  quiet: 'dim',
  bad: 'red',
  good: 'green',
  warning: 'yellow',
};

const unpainted: Paint = (text) => text;
const painted: Paint = (text, look) =>
  look === 'plain' || text === '' ? text : styleText(formats[look], text, { validateStream: false });

/** Colours where a person watches and has not set NO_COLOR (no-color.org: any value but the empty one). */
export function paintFor(output: Output, environment: Io['environment']): Paint {
  const wanted = !environment['NO_COLOR'];
  return wanted && canRedraw(output, environment) ? painted : unpainted;
}

/** Whether lines that were written can be written anew. */
export function canRedraw(output: Output, environment: Io['environment']): boolean {
  return output.isTTY === true && environment['TERM'] !== 'dumb';
}

/** Narrower terminals get lines of this width and break them as they like. */
const narrowest = 8;

/** The width to wrap to; undefined where lines may be of any length, since no terminal shows them. */
export function widthFor({ isTTY, columns }: Output): number | undefined {
  // The last cell stays free: terminals differ in what they do after writing to it.
  return isTTY === true ? Math.max((columns || 80) - 1, narrowest) : undefined;
}
