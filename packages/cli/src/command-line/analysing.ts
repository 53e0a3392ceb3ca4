import { type CommandRow, keysNote, option, sandboxRows } from './command-row.ts';
import { reportRows } from './report-rows.ts';

const checksNote = `A file of checks is a list, such as [{"type": "contains", "value": "Paris", "atLeast": 0.9}], or an object with
"checks" and "gates"; a configuration is one, too. A gate is {"check" or "metric", "target"?, "baseline"?, "atLeast"?,
"atMost"?}. Types: contains, not-contains, regex, json, json-schema, max-words, language, not-refused, not-truncated,
latency, cost, function.`;

/** `x compare stats`, `report`, `check`, `judge` and `vote`. */
export const analysingCommands: readonly CommandRow[] = [
  {
    name: 'compare stats',
    description: 'every figure of a run file with its interval, and which differences are real',
    arguments: [['<run>', 'the run file']],
    options: reportRows,
    quiet: 'the figures and checks alone, without differences and warnings',
    examples: [
      'x compare stats run.jsonl',
      'x compare stats run.jsonl --metric words --margin 5 --baseline gpt',
      'x compare stats run.jsonl --reference answer --json',
    ],
    load: async () => (await import('../commands/compare-stats.ts')).compareStats,
  },
  {
    name: 'compare report',
    description: "write a run file's report: Markdown, JSON, CSV, JUnit, or for LLM Comparator",
    arguments: [['<run>', 'the run file']],
    options: [
      option('-f, --format <format>', 'md (default), json, csv, junit or llm-comparator'),
      option('-o, --output <file>', 'where it goes (default: stdout)'),
      option('-a, --a <target>', 'for llm-comparator: the first target (default: the first of the run)'),
      option('-b, --b <target>', 'for llm-comparator: the second target (default: the second of the run)'),
      option('--votes <file>', "for llm-comparator: a judge's verdicts, from x compare judge"),
      ...reportRows,
    ],
    quiet: 'nothing less: a report is all that it prints',
    notes: checksNote,
    examples: [
      'x compare report run.jsonl --format md -o report.md',
      'x compare report run.jsonl --format csv --metric words --metric agreement-chrf',
      'x compare report run.jsonl --format llm-comparator -a gpt -b gemini --votes run.judged.jsonl -o pair.json',
    ],
    load: async () => (await import('../commands/compare-report.ts')).compareReport,
  },
  {
    name: 'compare check',
    description: 'hold a run file against checks and gates; ends with 1 when one does not hold',
    arguments: [['<run>', 'the run file']],
    options: [
      ...reportRows,
      option('--at-least <share>', 'the pass rate that every check without an "atLeast" of its own must reach'),
      option('--lenient', 'let pass what is undecided: a gate that the data neither show to hold nor to fail'),
      option('--junit <file>', "also write the results as JUnit's XML"),
    ],
    quiet: 'what does not hold, alone',
    notes: `A gate goes by the bound of the interval, not by the figure: 10 passes of 10 do not show a rate of 0.9.
${checksNote}`,
    examples: [
      'x compare check run.jsonl -c checks.json',
      'x compare check run.jsonl -c checks.yaml --at-least 0.9 --junit results.xml --quiet',
    ],
    load: async () => (await import('../commands/compare-check.ts')).compareCheck,
  },
  {
    name: 'compare judge',
    description: 'let a model say which of two answers is better, each pair in both orders',
    arguments: [['<run>', 'the run file']],
    options: [
      option('--judge <provider:model>', 'who judges'),
      option('--criteria <text>', 'by what'),
      option('--pairs <a,b>', 'only answers of these targets (default: of all)'),
      option('--limit <n>', 'at most so many pairs of answers, drawn by the seed; each is two calls'),
      option('--seed <n>', 'of the order of the pairs and of the resampling (default: 1)'),
      option('--concurrency <n>', 'pairs that are judged at once (default: 4)'),
      option('-o, --output <file>', 'the votes file; gone on with when it is there (default: <run>.judged.jsonl)'),
      ...sandboxRows,
    ],
    quiet: 'the rating and problems only',
    notes: `A target wins a pair only if both orders name it. An answer that is no verdict is invalid, and is not guessed at.
${keysNote}`,
    examples: [
      'x compare judge run.jsonl --judge openai:gpt-5 --criteria "Which answer is more correct?" --limit 100',
      'x compare judge run.jsonl --judge sandbox:judge --criteria "Which is clearer?" --pairs gpt,gemini --json',
    ],
    load: async () => (await import('../commands/compare-judge.ts')).compareJudge,
  },
  {
    name: 'compare vote',
    description: 'say yourself which of two answers is better, without knowing whose they are',
    arguments: [['<run>', 'the run file']],
    options: [
      option('--pairs <a,b>', 'only answers of these targets (default: of all)'),
      option('--limit <n>', 'at most so many pairs of answers, drawn by the seed'),
      option('--seed <n>', 'of the order of the pairs and of the sides (default: 1)'),
      option('--by <name>', 'who votes (default: me)'),
      option('-o, --output <file>', 'the votes file; gone on with when it is there (default: <run>.votes.jsonl)'),
    ],
    quiet: 'the ballots and the rating',
    notes: 'Keys: 1 or 2 for the better answer, t for a tie, s to skip, q to quit. Every vote is kept at once.',
    examples: ['x compare vote run.jsonl', 'x compare vote run.jsonl --pairs gpt,gemini --limit 40 --by ada'],
    load: async () => (await import('../commands/compare-vote.ts')).compareVote,
  },
];
