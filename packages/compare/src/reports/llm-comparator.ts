import type { JudgeVerdict, Reading, Winner } from '../judging/votes.ts';
import { measuredRecord, type Outcome } from '../metrics/outcome.ts';
import { words } from '../metrics/tokens.ts';
import { mistake } from '../mistake.ts';
import { questionText } from './question-text.ts';
import { type AskedQuestion, questionsOf } from './questions.ts';
import type { ReportSource, SourceEntry } from './source.ts';

/** What a file for LLM Comparator is to hold. */
export interface LlmComparatorOptions {
  /** The two targets. Default: the first two of the run. */
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  /** A judge's verdict on two cells; without one, scores are null. */
  readonly verdictOf?: ((a: SourceEntry, b: SourceEntry) => JudgeVerdict | undefined) | undefined;
}

/** Scores of LLM Comparator go from 1.5 (a is much better) to −1.5; a winner without a degree is taken for much better. */
const scores: Readonly<Record<Winner, number>> = { a: 1.5, b: -1.5, tie: 0 };

/**
 * Two targets of a run in the JSON of LLM Comparator (PAIR-code/llm-comparator, "JSON Data Format" of its README), in
 * pieces: an example for each question that both answered, read one at a time.
 *
 * @throws InferenceError `invalid-request` for targets that the run does not have
 */
export async function* llmComparatorReport(
  source: ReportSource,
  { a, b, verdictOf }: LlmComparatorOptions = {},
): AsyncGenerator<string, void> {
  const [first, second] = twoTargets(source, a, b);
  const metadata = { source_path: source.header.id, custom_fields_schema: customFields };
  const models = [{ name: first }, { name: second }];
  yield `{"metadata":${JSON.stringify(metadata)},"models":${JSON.stringify(models)},"examples":[`;
  let index = 0;
  for (const question of questionsOf(source)) {
    for (let repeat = 0; repeat < question.repeats; repeat++) {
      const one = question.entryOf(first, repeat);
      const other = question.entryOf(second, repeat);
      if (one === undefined || other === undefined || one.status === 'error' || other.status === 'error') continue;
      const verdict = verdictOf?.(one, other);
      const example = await exampleOf(source, question, [one, other], verdict);
      yield `${index === 0 ? '' : ','}\n${JSON.stringify({ index, ...example })}`;
      index++;
    }
  }
  yield '\n]}\n';
}

function twoTargets({ header }: ReportSource, a: string | undefined, b: string | undefined): [string, string] {
  const ids = header.targets.map(({ id }) => id);
  const first = a ?? ids.find((id) => id !== b);
  const second = b ?? ids.find((id) => id !== first);
  const known = [first, second].filter((id) => id !== undefined && ids.includes(id));
  if (first === undefined || second === undefined || known.length < 2 || first === second) {
    throw mistake(`LLM Comparator shows two targets. Name two of ${ids.join(', ')}.`);
  }
  return [first, second];
}

const customFields = [
  { name: 'prompt', type: 'category' },
  { name: 'row', type: 'number' },
  { name: 'repeat', type: 'number' },
  { name: 'words', type: 'per_model_number' },
  { name: 'finish', type: 'per_model_category' },
];

async function exampleOf(
  source: ReportSource,
  { prompt, row }: AskedQuestion,
  entries: readonly [SourceEntry, SourceEntry],
  verdict: JudgeVerdict | undefined,
) {
  const asked = source.header.prompts.find(({ id }) => id === prompt);
  const [one, other] = await Promise.all(
    entries.map(async (entry) => measuredRecord(entry, await source.cell(entry)).outcome),
  );
  const both = [one, other];
  return {
    input_text: questionText(asked, (await source.row(row)) ?? {}),
    tags: [prompt],
    output_text_a: shownText(one),
    output_text_b: shownText(other),
    score: verdict?.winner === undefined ? null : scores[verdict.winner],
    individual_rater_scores: verdict === undefined ? [] : ratersOf(verdict),
    custom_fields: {
      prompt,
      row,
      repeat: entries[0].repeat,
      words: both.map((outcome) => (outcome?.text === undefined ? null : words(outcome.text).length)),
      finish: both.map((outcome) => outcome?.finishReason ?? null),
    },
  };
}

function shownText(outcome: Outcome | undefined): string {
  return outcome?.text ?? JSON.stringify(outcome?.output ?? {});
}

/** Both orders; scores are of a against b in either. */
function ratersOf({ aFirst, bFirst }: JudgeVerdict) {
  const readings = [
    [aFirst, false],
    [bFirst, true],
  ] as const;
  return readings.flatMap(([reading, flipped], index) => raterOf(reading, flipped, index));
}

function raterOf(reading: Reading, flipped: boolean, index: number) {
  if (reading.status !== 'valid') return [];
  const { winner, reason } = reading;
  return [
    { index, is_flipped: flipped, score: scores[winner], rating_label: null, rationale: reason, custom_fields: {} },
  ];
}
