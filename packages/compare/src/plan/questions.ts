import { canonicalJson } from '../content/content-key.ts';
import { sha256 } from '../content/digest.ts';
import { givenOrder, shuffledOrder } from './order.ts';
import type { Plan, Question } from './plan.ts';
import { blocksOf, type PlacedRow } from './rows.ts';

/** Questions that are shuffled among each other, about. */
const blockSize = 256;

/**
 * The questions of a plan, made one at a time, in the order in which every target goes through them. Repeats are
 * outermost, so that a run that is stopped early has asked as much as it could once before it asks anything twice.
 *
 * Memory holds one block of rows, however many there are.
 */
export async function* questionsOf(plan: Plan): AsyncGenerator<Question, void> {
  const perRow = plan.prompts.length * plan.settings.length;
  const rowsInBlock = Math.max(1, Math.floor(blockSize / perRow));
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    let block = 0;
    for await (const rows of blocksOf(plan.rows, rowsInBlock)) {
      for (const place of orderOf(plan, rows.length * perRow, repeat, block++)) {
        const question = questionAt(plan, rows, place, repeat);
        if (question !== undefined && isOurs(plan, question)) yield question;
      }
    }
  }
}

const orderOf = ({ order, seed }: Plan, count: number, repeat: number, block: number): Uint32Array =>
  order === 'shuffled' ? shuffledOrder(count, seed, repeat, block) : givenOrder(count);

function questionAt(plan: Plan, rows: readonly PlacedRow[], place: number, repeat: number): Question | undefined {
  const { prompts, settings } = plan;
  const row = rows[Math.floor(place / (prompts.length * settings.length))];
  const prompt = prompts[Math.floor(place / settings.length) % prompts.length];
  const values = settings[place % settings.length];
  if (row === undefined || prompt === undefined || values === undefined) return undefined;
  return { prompt, values: row.values, row: row.place, settings: values, repeat };
}

/** Whether a question falls to the plan's shard: by what is asked, so that every target is asked it in the same one. */
export function isOurs({ shard }: Plan, { prompt, values, settings, repeat }: Question): boolean {
  if (shard === undefined || shard.count === 1) return true;
  const asked = sha256(canonicalJson({ prompt: prompt.id, row: values, settings, repeat }));
  return Number.parseInt(asked.slice(0, 12), 16) % shard.count === shard.index - 1;
}
