/**
 * Makes the run file, the report and the verdicts of this folder anew:
 * `npx node --conditions=@x/source examples/comparison/regenerate.ts`
 */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { MAPPING_DEFAULT_WIDGET } from '@huggingface/tasks';
import { run } from '@x/cli';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** What is written. */
export const made = ['questions.jsonl', 'run.jsonl', 'report.md', 'run.judged.jsonl', 'judging.txt'] as const;

/** Of the inputs that a widget offers, those that a model of chat can answer. */
const kinds = ['conversational', 'text-generation'] as const;

/** The prompts that the Hugging Face Hub offers on its models' pages, in fourteen languages, as data of a comparison. */
function questions(): string {
  const rows = [...MAPPING_DEFAULT_WIDGET].flatMap(([language, inputs]) =>
    kinds.flatMap((kind) =>
      (inputs.get(kind) ?? []).flatMap((given) =>
        typeof given === 'string' ? [{ language, kind, question: given }] : [],
      ),
    ),
  );
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A moment for everything: when it really ran would differ each time. */
const moment = '2026-01-01T00:00:00.000Z';

/**
 * Runs the comparison of this folder in an empty one, as a person would on the command line, and tidies what it wrote:
 * times, dates, random names and the folder's own path are taken out, and lines are put in the order of the data. So
 * everything that is left is the same in every run.
 *
 * @returns the content of the files in `made`
 */
export async function regenerate(): Promise<Readonly<Record<(typeof made)[number], string>>> {
  const directory = await mkdtemp(join(tmpdir(), 'comparison-'));
  try {
    await copyFile(join(folder, 'compare.config.yaml'), join(directory, 'compare.config.yaml'));
    await writeFile(join(directory, 'questions.jsonl'), questions());
    await x(directory, 'run', '-c', 'compare.config.yaml', '-o', 'run.jsonl', '--no-cache', '--quiet');
    await tidy(join(directory, 'run.jsonl'), tidyRun);
    await x(directory, 'report', 'run.jsonl', '--format', 'md', '-o', 'report.md');
    const judging = ['--judge', 'sandbox:judge', '--criteria', 'Which answer is clearer?', '--limit', '40'];
    const said = await x(directory, 'judge', 'run.jsonl', ...judging);
    await tidy(join(directory, 'run.judged.jsonl'), tidyVotes);
    const read = (name: string): Promise<string> => readFile(join(directory, name), 'utf8');
    return {
      'questions.jsonl': await read('questions.jsonl'),
      'run.jsonl': await read('run.jsonl'),
      'report.md': await read('report.md'),
      'run.judged.jsonl': await read('run.judged.jsonl'),
      'judging.txt': said,
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Runs `x compare …` and gives what it prints. */
async function x(directory: string, ...argv: string[]): Promise<string> {
  const printed: string[] = [];
  const code = await run(['compare', ...argv], {
    stdout: { write: (text) => printed.push(text) },
    stderr: process.stderr,
    environment: {},
    directory,
    signal: new AbortController().signal,
  });
  if (code !== 0) throw new Error(`x compare ${argv.join(' ')} ended with ${code}`);
  return printed.join('');
}

type Line = Readonly<Record<string, unknown>>;

async function tidy(path: string, tidied: (lines: readonly Line[]) => readonly Line[]): Promise<void> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const read = tidied(lines.map((line): Line => JSON.parse(line)));
  await writeFile(path, read.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function tidyRun(lines: readonly Line[]): readonly Line[] {
  const order = ['run', 'row', 'cell', 'end'];
  const place = ({ t, i = 0, tg = '', rep = 0 }: Line): string =>
    [order.indexOf(String(t)), String(i).padStart(4, '0'), tg, rep].join(' ');
  return lines.map(withoutTimes).toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

/** A time that is not known is null in a run file, and absent in every figure made of it. */
function withoutTimes({ node: _node, os: _os, ...line }: Line): Line {
  if (line['t'] === 'run') return { ...line, id: 'example', at: moment, about: aboutWithoutPaths(line['about']) };
  if (line['t'] === 'end') return { ...line, at: moment, ms: 0 };
  if (line['t'] !== 'cell') return line;
  const { provider, model, attempts } = membersOf(line['m']);
  return { ...line, at: moment, q: 0, ttft: null, ms: null, m: { provider, model, attempts } };
}

const aboutWithoutPaths = (about: unknown): Line => {
  const { file: _file, ...rest } = membersOf(about);
  return { ...rest, folder: '.' };
};

const membersOf = (value: unknown): Line => (typeof value === 'object' && value !== null ? { ...value } : {});

function tidyVotes(lines: readonly Line[]): readonly Line[] {
  const tidied = lines.map((line): Line => ({ ...line, at: moment }));
  const place = ({ t, pair }: Line): string => (t === 'votes' ? '' : String(pair));
  return tidied.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

if (import.meta.main) {
  for (const [name, content] of Object.entries(await regenerate())) await writeFile(join(folder, name), content);
}
