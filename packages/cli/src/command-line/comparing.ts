import { promptingRows } from './asking.ts';
import { type CommandRow, keysNote, option } from './command-row.ts';

const runNotes = `A configuration (.json, .yaml, .ts, .js) holds "targets", "prompts" and, if prompts hold {{name}}s, "data": rows, or the
path of a .jsonl, .csv, .txt or promptfoo result file. Without one, -p and -t say the same. A prompts file is .jsonl (a
text, {"prompt": …, "id"?: …} or {"messages": […], "id"?: …} a line), .json (an array of those) or .txt (a prompt a
line). A line that holds no prompt is named and left out; the others run, and the exit code is 3.
Ctrl-C stops in order and keeps what has ended; a second one leaves at once.
${keysNote}`;

/** `x compare …`. */
export const comparingCommands: readonly CommandRow[] = [
  {
    name: 'compare run',
    description: 'ask every target every prompt, for every row, and keep the answers',
    options: [
      option('-c, --config <file>', 'targets, prompts and data: .json, .yaml, .ts or .js'),
      option('-p, --prompts <file>', 'in place of -c, with -t: the prompts, .jsonl, .json or .txt'),
      ...promptingRows,
      option('-o, --output <file>', 'the run file (JSONL); gone on with when it is there (default: runs/<time>.jsonl)'),
      option('--no-output', 'keep no run file'),
      option('--no-cache', 'ask again what an earlier run has had answered'),
      option('--repeat <n>', 'how often each cell is asked'),
      option('--limit <n>', 'the first n rows of the data only; without data, the first n prompts'),
      option('--shard <i/n>', 'the i-th of n parts of the cells, to run on several machines'),
      option('--extend', 'go on with a run file whose configuration has changed since'),
    ],
    quiet: 'problems only',
    notes: runNotes,
    examples: [
      'x compare run -c compare.config.json -o run.jsonl',
      'x compare run -c compare.config.yaml -o run.jsonl --limit 10 --repeat 3 --quiet',
      'x compare run -c compare.config.ts -o part-1.jsonl --shard 1/4 --no-cache',
      'x compare run -p prompts.txt -t a=openai:gpt-5-mini -t b=hf:Qwen/Qwen3-8B --repeat 3 -o run.jsonl',
      'x compare run -p prompts.jsonl -t openai:gpt-5-mini --sandbox --limit 2 --no-output',
    ],
    load: async () => (await import('../commands/compare-run.ts')).compareRun,
  },
  {
    name: 'compare resume',
    description: 'ask what is missing in a run file: what was interrupted or failed',
    arguments: [['<run>', 'the run file']],
    options: [
      option('--retry <which>', 'failed cells to ask again: retryable (default), all or none'),
      option('--no-cache', 'ask again what an earlier run has had answered'),
    ],
    quiet: 'problems only',
    notes: 'The configuration is taken from the run file; keys are read anew.',
    examples: ['x compare resume run.jsonl', 'x compare resume run.jsonl --retry all --quiet'],
    load: async () => (await import('../commands/compare-resume.ts')).compareResume,
  },
  {
    name: 'compare show',
    description: 'the table of a run file, and its answers side by side',
    arguments: [['<run>', 'the run file']],
    options: [
      option('--prompt <id>', 'only the answers to this prompt'),
      option('--row <n>', 'only the answers to this row of the data, from 0'),
      option('--status <status>', 'only cells that ended so: ok, refused or error'),
      option('--limit <n>', 'questions whose answers are shown (default: 10)'),
    ],
    quiet: 'the table alone',
    examples: ['x compare show run.jsonl', 'x compare show run.jsonl --row 17', 'x compare show run.jsonl --json'],
    load: async () => (await import('../commands/compare-show.ts')).compareShow,
  },
  {
    name: 'compare merge',
    description: 'put run files together, such as the shards of one run',
    arguments: [['<runs...>', 'the run files']],
    options: [
      option('-o, --output <file>', 'the run file that is made'),
      option('--extend', 'also where the configurations differ'),
    ],
    quiet: 'problems only',
    examples: ['x compare merge part-1.jsonl part-2.jsonl -o run.jsonl'],
    load: async () => (await import('../commands/compare-merge.ts')).compareMerge,
  },
  {
    name: 'compare diff',
    description: 'word by word, what two targets say, or one target in two runs',
    arguments: [
      ['<run>', 'the run file'],
      ['[other]', 'a second run file, to compare with the first'],
    ],
    options: [
      option('-a, --a <target>', 'the first target (default: the first of the run)'),
      option('-b, --b <target>', 'the second target (default: the second of the run)'),
      option('--prompt <id>', 'only the answers to this prompt'),
      option('--row <n>', 'only the answers to this row of the data, from 0'),
      option('--limit <n>', 'questions that are shown (default: 10)'),
      option('--fail', 'end with 1 when anything differs'),
    ],
    quiet: 'nothing; with --fail the exit code says whether anything differs',
    notes: `Removed words stand in [-…-], added ones in {+…+}. Texts that have too little in common to be compared word by word
are said to differ.`,
    examples: [
      'x compare diff run.jsonl --a gpt --b gemini --row 17',
      'x compare diff monday.jsonl tuesday.jsonl --fail --quiet',
    ],
    load: async () => (await import('../commands/compare-diff.ts')).compareDiff,
  },
];
