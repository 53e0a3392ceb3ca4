import { InferenceError, parseTask, supports, type TaskName, type TaskOutput, taskNames } from '@x/core';
import * as z from 'zod';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { readOptions, reporting, sandboxUseOf, standingIn } from '../options.ts';
import { type Connect, connector, vendorsWith } from '../providers.ts';
import { clean, cleanLine, linesOf } from '../render/clean.ts';
import { count, duration } from '../render/figures.ts';
import { errorJson, jsonLine } from '../render/json.ts';
import { paintFor } from '../render/terminal.ts';
import { parseTarget, type TargetSpec } from '../targets.ts';
import { fieldsOf } from '../tasks/input-schemas.ts';
import { writeMedia } from '../tasks/media-files.ts';
import { outputJson } from '../tasks/output-json.ts';
import { mediaOf, outputLines } from '../tasks/output-lines.ts';
import { readTaskInput } from '../tasks/task-input.ts';
import { UsageError } from '../usage-error.ts';
import { vendorFacts } from '../vendors.ts';

const runOptions = z.object({
  ...reporting,
  ...standingIn,
  task: z.string(),
  target: z.string().optional(),
  text: z.string().optional(),
  prompt: z.string().optional(),
  image: z.string().optional(),
  audio: z.string().optional(),
  labels: z.string().optional(),
  question: z.string().optional(),
  context: z.string().optional(),
  field: z.array(z.string()).default([]),
  set: z.array(z.string()).default([]),
  input: z.string().optional(),
  out: z.string().min(1, 'is empty. Name a file').optional(),
});
type RunOptions = z.infer<typeof runOptions>;

/**
 * `x run <task>`: one task, one model, one input.
 *
 * @param given the command line's options and the task, unchecked
 * @throws UsageError for what cannot be asked: an unknown task, a provider without it (named with those that have it),
 * an input that the task does not take
 * @throws DiskError when the answer's media cannot be written
 */
export async function runTask(given: unknown, io: Io): Promise<number> {
  const options = readOptions(runOptions, given);
  if (options.task === 'tasks') return listTasks(options, io);
  const task = taskNamed(options.task);
  if (options.target === undefined) throw new UsageError('There is no target. Add one with -t provider:model');
  const spec = parseTarget(options.target);
  return perform(task, spec, options, connector(sandboxUseOf(options), io), io);
}

/** What every provider together can do, a line a task. */
function listTasks({ json, quiet }: RunOptions, { stdout }: Io): ExitCode {
  const tasks = taskNames.map((task) => ({ task, ...fieldsOf(task) }));
  const line = ({ task, needed }: (typeof tasks)[number]): string => `${task.padEnd(32)}${needed.join(', ')}\n`;
  if (json) stdout.write(jsonLine(tasks));
  else for (const described of tasks) stdout.write(quiet ? `${described.task}\n` : line(described));
  return exitCodes.ok;
}

function taskNamed(name: string): TaskName {
  const task = parseTask(name);
  if (task === undefined) throw new UsageError(`There is no task "${name}". There are ${taskNames.join(', ')}`);
  return task;
}

async function perform<K extends TaskName>(
  task: K,
  spec: TargetSpec,
  options: RunOptions,
  connect: Connect,
  io: Io,
): Promise<ExitCode> {
  const { provider } = await connect(spec);
  if (!supports(provider, task)) throw new UsageError(await whoDoes(task, provider.id, connect));
  const input = await readTaskInput(task, spec.model, options, io);
  try {
    const output = await provider.run(task, input, { signal: io.signal });
    await print(task, output, options, io);
    return exitCodes.ok;
  } catch (error) {
    if (!InferenceError.is(error)) throw error;
    if (options.json) io.stdout.write(jsonLine({ error: errorJson(error) }));
    else tell(io, `x: ${error.code}: ${error.message}`);
    return codeOf(error);
  }
}

async function whoDoes(task: TaskName, asked: string, connect: Connect): Promise<string> {
  const able = await vendorsWith(task, connect);
  if (able.length === 0) return `${asked} does not do ${task}, and neither does any other provider`;
  const names = able.map((vendor) => `${vendor} (${vendorFacts[vendor].name})`).join(', ');
  return `${asked} does not do ${task}. These do: ${names}. Write -t ${able[0]}:model`;
}

function codeOf({ code }: InferenceError): ExitCode {
  if (code === 'aborted') return exitCodes.interrupted;
  return code === 'invalid-request' || code === 'unsupported' ? exitCodes.usage : exitCodes.partlyFailed;
}

async function print<K extends TaskName>(
  task: K,
  output: TaskOutput<K>,
  { out, json, quiet }: RunOptions,
  io: Io,
): Promise<void> {
  const media = mediaOf(output);
  if (out !== undefined && media.length === 0) {
    tell(io, `x: ${task} answers without images or sounds, so nothing was written to ${out}`);
  }
  const files = out === undefined || media.length === 0 ? [] : await writeMedia(media, out, io.directory);
  if (json) {
    io.stdout.write(jsonLine(outputJson(output, files)));
    return;
  }
  for (const line of outputLines(task, output).flatMap(linesOf)) io.stdout.write(`${clean(line)}\n`);
  for (const file of files) tell(io, `Kept in ${file}`);
  if (media.length > 0 && files.length === 0) tell(io, 'Nothing was kept: name a file with --out');
  if (quiet) return;
  for (const { message } of output.warnings) tell(io, `! ${cleanLine(message)}`);
  tell(io, paintFor(io.stderr, io.environment)(figures(output), 'quiet'));
}

function figures<K extends TaskName>({ meta, usage }: TaskOutput<K>): string {
  const tokens =
    usage === undefined ? '' : ` · ${count(usage.inputTokens)} tokens in, ${count(usage.outputTokens)} out`;
  return `${meta.model} · ${duration(meta.timing.totalMs)}${tokens}`;
}
