import { canonicalJson } from '../content/content-key.ts';
import { RunningDigest, sha256 } from '../content/digest.ts';
import { mistake } from '../mistake.ts';
import type { Plan } from './plan.ts';
import { isOurs } from './questions.ts';
import type { Row } from './rows.ts';

/** What one look through the rows tells, before anything is sent. */
export interface Survey {
  readonly rows: number;
  /** SHA-256 over the hashes of the rows, in their order. */
  readonly sha256: string;
  /** Questions that each target is asked. */
  readonly questions: number;
}

/**
 * Looks through the rows once: checks, counts and hashes them.
 *
 * @throws InferenceError `invalid-request` for a row that lacks a value, or where there is no row
 */
export async function surveyRows(plan: Plan): Promise<Survey> {
  const digest = new RunningDigest();
  let [rows, questions] = [0, 0];
  for await (const row of plan.rows) {
    plan.checkRow(row, rows);
    digest.add(hashOfRow(row));
    questions += questionsAbout(plan, row, rows);
    rows++;
  }
  if (rows === 0) throw mistake('There is no row in the data. Leave it out to send the prompts as they are.');
  return { rows, sha256: digest.read(), questions };
}

// A row is asked about by every target, and hashed for each of its cells.
const hashes = new WeakMap<Row, string>();

/** SHA-256 of a row's values, as run files call it. */
export function hashOfRow(row: Row): string {
  const known = hashes.get(row);
  if (known !== undefined) return known;
  const hash = sha256(canonicalJson(row));
  hashes.set(row, hash);
  return hash;
}

function questionsAbout(plan: Plan, values: Row, row: number): number {
  const { prompts, settings, repeats, shard } = plan;
  if (shard === undefined) return prompts.length * settings.length * repeats;
  let count = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const prompt of prompts) {
      for (const one of settings) if (isOurs(plan, { prompt, values, row, settings: one, repeat })) count++;
    }
  }
  return count;
}
