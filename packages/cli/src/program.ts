import { Command, CommanderError } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { tell } from './failure.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** What a command does: given what was written on the command line, unchecked, it ends with an exit code. */
type Action = (given: object, io: Io) => Promise<number>;

/** Loaded when they are asked for, so that help and version do not wait for the providers. */
const actions = {
  ask: async () => (await import('./commands/ask.ts')).ask,
  compareRun: async () => (await import('./commands/compare-run.ts')).compareRun,
  sandbox: async () => (await import('./commands/serve-sandbox.ts')).serveSandbox,
} satisfies Readonly<Record<string, () => Promise<Action>>>;

const exitCodesHelp = `
Exit codes: 0 all answered, 1 a bug of x, 2 wrong usage or configuration, 3 some answers failed,
4 the disk refused, 130 interrupted.`;

const keysHelp = `
Keys are read from OPENAI_API_KEY, GEMINI_API_KEY (or GOOGLE_API_KEY) and HF_TOKEN (or HUGGINGFACEHUB_API_TOKEN).`;

const askHelp = `
Examples:
  x ask "Why is the sky blue?" -t openai:gpt-5-mini -t gemini:gemini-2.5-flash
  x ask "Why is the sky blue?" -t hf:meta-llama/Llama-3.1-8B-Instruct --max-tokens 200
  x ask "Write a haiku" -t small=openai:gpt-5-nano -t large=openai:gpt-5 --json
  x ask "Try it without any key" -t openai:gpt-5-mini -t gemini:gemini-2.5-flash --sandbox
${keysHelp}`;

const compareRunHelp = `
A prompts file is .jsonl (a text, {"prompt": …, "id"?: …} or {"messages": […], "id"?: …} a line), .json (an array of
those) or .txt (a prompt a line). A line that holds no prompt is named and left out; the others run, and the exit code
is 3.

Examples:
  x compare run -p prompts.jsonl -t openai:gpt-5-mini -t gemini:gemini-2.5-flash
  x compare run -p prompts.txt -t a=openai:gpt-5-mini -t b=hf:Qwen/Qwen3-8B --repeat 3 -o run.jsonl
  x compare run -p prompts.jsonl -t openai:gpt-5-mini --sandbox --limit 2 --no-output
${keysHelp}`;

const sandboxHelp = `
Examples:
  x sandbox
  x sandbox --port 8080
  OPENAI_BASE_URL=http://127.0.0.1:4010/openai/v1 OPENAI_API_KEY=any node your-app.js`;

/** The options of every command that asks targets something. */
const asking = (command: Command): Command =>
  command
    .option('-t, --target <[name=]provider:model>', 'whom to ask; once for each column', collect)
    .option('--system <text>', 'stands before the prompt')
    .option('--max-tokens <n>', 'longest answer, in tokens')
    .option('--temperature <t>', 'sampling temperature')
    .option('--sandbox', 'let the built-in sandbox answer for every vendor; no key, no cost')
    .option('--sandbox-missing', 'let the sandbox answer for vendors whose key is not set')
    .option('--json', 'print JSON and nothing else');

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/**
 * Runs what the command line asks for.
 *
 * @param argv the arguments behind the program's name
 * @throws what the command throws; mistakes in the command line itself are reported here
 */
export async function execute(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.ok;
  const program = commandLine(io, async (name, given) => {
    const action = await actions[name]();
    code = await action(given, io);
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
}

function commandLine(io: Io, start: (name: keyof typeof actions, given: object) => Promise<void>): Command {
  const program = new Command('x')
    .description('Ask Hugging Face, OpenAI and Gemini the same thing, side by side')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // What was typed is repeated in it, so it goes the way of every other message.
      outputError: (text) => tell(io, text.replace(/^error: /, 'x: ')),
      getOutHelpWidth: () => io.stdout.columns || 80,
      getErrHelpWidth: () => io.stderr.columns || 80,
    })
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText('after', `${keysHelp}\n${exitCodesHelp}`);

  asking(program.command('ask').description('ask every target one thing and stream the answers side by side'))
    .argument('<prompt>', 'what to ask')
    .addHelpText('after', askHelp)
    .action((prompt: string, options: object) => start('ask', { ...options, prompt }));

  const compare = program.command('compare').description('run the same prompts against several targets');
  asking(compare.command('run').description('ask every target every prompt of a file and keep the answers'))
    .option('-p, --prompts <file>', 'the prompts: .jsonl, .json or .txt')
    .option('-o, --output <file>', 'the run file (JSONL); added to when it is there (default: runs/<time>.jsonl)')
    .option('--no-output', 'keep no run file')
    .option('--repeat <n>', 'how often each prompt is asked')
    .option('--limit <n>', 'ask the first prompts of the file only')
    .option('--quiet', 'print problems only')
    .addHelpText('after', compareRunHelp)
    .action((options: object) => start('compareRun', options));

  program
    .command('sandbox')
    .description('serve the sandbox to other clients on this machine')
    .option('--port <n>', 'where to listen; 0 takes a free port (default: 4010)')
    .option('--json', 'print JSON and nothing else')
    .addHelpText('after', sandboxHelp)
    .action((options: object) => start('sandbox', options));
  return program;
}
