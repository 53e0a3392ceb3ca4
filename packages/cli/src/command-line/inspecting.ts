import { type CommandRow, option, sandboxRows } from './command-row.ts';

/** `x models`, `x keys`, `x doctor` and `x sandbox`. */
export const inspectingCommands: readonly CommandRow[] = [
  {
    name: 'models',
    description: 'list the models of a provider, or describe one',
    arguments: [['[which]', 'a provider (openai, gemini, hf), or provider:model to describe one; default: all']],
    options: [
      option('--search <text>', 'only models whose name holds it'),
      option('--task <task>', 'only models for this task'),
      option('--limit <n>', 'how many of each provider (default: 20)'),
      ...sandboxRows,
    ],
    quiet: 'the ids alone, one a line',
    examples: [
      'x models hf --search llama --task chat --limit 5',
      'x models gemini --json',
      'x models hf:meta-llama/Llama-3.1-8B-Instruct',
    ],
    load: async () => (await import('../commands/models.ts')).models,
  },
  {
    name: 'keys',
    description: 'which keys are set, and where to make the others; never shows a key',
    options: [option('--check', 'ask each vendor, with one free call, whether its key works and what it may do')],
    quiet: 'nothing; with --check the exit code says whether every key that is set works',
    examples: ['x keys', 'x keys --check', 'x keys --check --json'],
    load: async () => (await import('../commands/keys.ts')).keys,
  },
  {
    name: 'doctor',
    description: 'check this machine: Node, proxies, hosts, keys, disk and clock',
    options: [option('--timeout <ms>', 'how long a host may take to answer (default: 5000)')],
    quiet: 'what is not well, alone',
    notes: 'Ends with 1 when a check fails; warnings alone end with 0.',
    examples: ['x doctor', 'x doctor --json', 'x doctor --timeout 1000 --quiet'],
    load: async () => (await import('../commands/doctor.ts')).doctor,
  },
  {
    name: 'sandbox',
    description: 'serve the sandbox to other clients on this machine',
    options: [option('--port <n>', 'where to listen; 0 takes a free port (default: 4010)')],
    quiet: 'the address alone',
    notes: `Any client of the vendors can be pointed at it, for example with
OPENAI_BASE_URL=http://127.0.0.1:4010/openai/v1 OPENAI_API_KEY=any node your-app.js`,
    examples: ['x sandbox', 'x sandbox --port 8080', 'x sandbox --port 0 --json'],
    load: async () => (await import('../commands/serve-sandbox.ts')).serveSandbox,
  },
];
