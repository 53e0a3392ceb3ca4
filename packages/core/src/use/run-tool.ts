import type { InferenceError } from '../contract/error.ts';
import type { ToolCallPart, ToolResultPart } from '../contract/message.ts';
import { toJsonSchema } from '../contract/schema.ts';
import type { Tool, Tools } from '../contract/tool.ts';
import { isProviderTool } from '../wire/chat-input.ts';
import { restoreOptional } from '../wire/structured-output/restore-optional.ts';
import { issueLines } from './issues.ts';

/** What a tool is run with. */
export interface ToolRun {
  readonly tools: Tools;
  readonly signal: AbortSignal;
  readonly approve: ((call: ToolCallPart) => boolean | Promise<boolean>) | undefined;
  /** The error for a signal that was given; whose it is. */
  readonly aborted: () => InferenceError;
}

type RunnableTool = Tool & Required<Pick<Tool, 'execute'>>;

/**
 * Answers one call. Whatever goes wrong is a failed result that tells the model what to do better, except an abort and
 * what `approve` throws.
 *
 * @returns undefined for a tool that the caller runs: one without `execute`, or a vendor's own.
 */
export async function runTool(call: ToolCallPart, run: ToolRun): Promise<ToolResultPart | undefined> {
  const tool = Object.hasOwn(run.tools, call.name) ? run.tools[call.name] : undefined;
  if (tool === undefined) return failed(call, `There is no tool ${call.name}. There is ${names(run.tools)}`);
  if (!isRunnable(tool)) return undefined;
  if (call.invalid) return failed(call, 'The arguments are not valid JSON');
  const stated = toJsonSchema(tool.input);
  const checked = await tool.input['~standard'].validate(restoreOptional(stated, call.input));
  if (checked.issues) return failed(call, `The arguments do not fit:\n${issueLines(checked.issues)}`);
  if (run.approve !== undefined && !(await run.approve(call))) return failed(call, 'not approved');
  return execute(call, tool, checked.value, run);
}

async function execute(
  call: ToolCallPart,
  tool: RunnableTool,
  input: unknown,
  { signal, aborted }: ToolRun,
): Promise<ToolResultPart> {
  if (signal.aborted) throw aborted();
  try {
    const output = await tool.execute(input, { signal, id: call.id });
    return { type: 'tool-result', id: call.id, name: call.name, output: output ?? null };
  } catch (error) {
    return failed(call, error instanceof Error ? error.message : String(error));
  }
}

const isRunnable = (tool: Tools[string]): tool is RunnableTool => !isProviderTool(tool) && tool.execute !== undefined;

const names = (tools: Tools): string => Object.keys(tools).join(', ');

function failed({ id, name }: ToolCallPart, output: string): ToolResultPart {
  return { type: 'tool-result', id, name, output, failed: true };
}
