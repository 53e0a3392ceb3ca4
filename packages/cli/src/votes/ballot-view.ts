import type { Ballot } from '@x/compare/analysis';
import { clean, linesOf } from '../render/clean.ts';
import type { Paint } from '../render/terminal.ts';
import { wrap } from '../render/text.ts';

/** What the keys do. */
const keysLine = '1 or 2: the better one   t: a tie   s: skip   q: quit, and go on later';

/** A ballot as lines: the question and the two answers, one under the other, wrapped between words. */
export function ballotLines(
  { question, left, right }: Pick<Ballot, 'question' | 'left' | 'right'>,
  place: { readonly number: number; readonly of: number },
  width: number,
  paint: Paint,
): readonly string[] {
  const wrapped = (text: string): readonly string[] => linesOf(text).flatMap((line) => wrap(clean(line), width));
  return [
    '',
    paint(`${place.number} of ${place.of}`, 'quiet'),
    paint('Question', 'name'),
    ...wrapped(question),
    '',
    paint('Answer 1', 'name'),
    ...wrapped(left),
    '',
    paint('Answer 2', 'name'),
    ...wrapped(right),
    '',
    ...wrapped(keysLine).map((line) => paint(line, 'quiet')),
  ];
}
