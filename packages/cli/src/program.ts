import { Command, CommanderError } from 'commander';
import type { CommandRow, OptionRow } from './command-line/command-row.ts';
import { keysNote } from './command-line/command-row.ts';
import { commands, groups } from './command-line/commands.ts';
import { exitCodeLines, exitCodes } from './exit-codes.ts';
import { tell } from './failure.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** What every command takes. */
const everywhere: readonly OptionRow[] = [
  { flags: '--json', description: 'print JSON and nothing else' },
  { flags: '--quiet', description: '' },
  { flags: '--no-color', description: 'without colours, as NO_COLOR does' },
];

/** Is told which command was asked for, and what was written behind it, unchecked. */
export type Start = (row: CommandRow, given: Readonly<Record<string, unknown>>) => Promise<void>;

/**
 * Runs what the command line asks for.
 *
 * @param argv the arguments behind the program's name
 * @throws what the command throws; mistakes in the command line itself are reported here
 */
export async function execute(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.ok;
  const program = commandLine(io, async (row, { color, ...given }) => {
    const action = await row.load();
    code = await action(given, color === false ? withoutColour(io) : io);
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
}

const withoutColour = (io: Io): Io => ({ ...io, environment: { ...io.environment, NO_COLOR: '1' } });

/** The command line as commander reads it; nothing of a command is loaded before `start` is called. */
export function commandLine(io: Io, start: Start): Command {
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
    .addHelpText(
      'after',
      `\n${keysNote}\n\nExit codes:\n${exitCodeLines().join('\n')}\n${examplesHelp(firstExamples)}`,
    );
  const parents = new Map<string, Command>();
  for (const row of commands) {
    const words = row.name.split(' ');
    const name = words.pop() ?? row.name;
    addCommand(parentOf(words, program, parents), name, row, start);
  }
  return program;
}

const firstExamples: readonly string[] = commands.flatMap(({ examples }) => examples.slice(0, 1));

/** The group that a command stands under, made when its first command comes. */
function parentOf([group]: readonly string[], program: Command, made: Map<string, Command>): Command {
  if (group === undefined) return program;
  const parent = made.get(group) ?? program.command(group).description(groups[group] ?? '');
  if (!made.has(group)) {
    const examples = commands
      .filter(({ name }) => name.startsWith(`${group} `))
      .flatMap((row) => row.examples[0] ?? []);
    parent.addHelpText('after', examplesHelp(examples));
  }
  made.set(group, parent);
  return parent;
}

function addCommand(parent: Command, name: string, row: CommandRow, start: Start): void {
  const command = parent.command(name).description(row.description);
  for (const [syntax, description] of row.arguments ?? []) command.argument(syntax, description);
  for (const given of [...row.options, ...everywhere]) {
    const description = given.flags === '--quiet' ? `print less: ${row.quiet}` : given.description;
    if (given.repeatable === true) command.option(given.flags, description, collect);
    else command.option(given.flags, description);
  }
  const notes = row.notes === undefined ? '' : `\n${row.notes}\n`;
  command.addHelpText('after', `${notes}${examplesHelp(row.examples)}`);
  command.action(async () => start(row, { ...argumentsOf(command), ...command.opts() }));
}

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/** The arguments by their names. */
function argumentsOf({ registeredArguments, processedArgs }: Command): Readonly<Record<string, unknown>> {
  const values: readonly unknown[] = processedArgs;
  return Object.fromEntries(registeredArguments.map((argument, place) => [argument.name(), values[place]]));
}

const examplesHelp = (examples: readonly string[]): string =>
  `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`;
