import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { FinishReason, OutputBase, Usage } from '../../contract/output.ts';
import type { ChatInput } from '../../contract/tasks/chat.ts';
import type { TaskName } from '../../contract/tasks/task-map.ts';

/**
 * Names of the OpenTelemetry semantic conventions for generative AI (client spans and metrics; in development there, as
 * read in November 2026). What has no name in them goes under the task's own name.
 */
const operations: Partial<Readonly<Record<TaskName, string>>> = {
  chat: 'chat',
  'text-generation': 'text_completion',
  embedding: 'embeddings',
};

export const operationOf = (task: TaskName): string => operations[task] ?? task;

/** The conventions' names for providers whose ids here differ; any other id stands for itself. */
const providers: Readonly<Record<string, string>> = { gemini: 'gcp.gemini', hf: 'huggingface' };

export const providerNameOf = (id: string): string => (Object.hasOwn(providers, id) ? (providers[id] ?? id) : id);

const outputTypes: Partial<Readonly<Record<TaskName, string>>> = {
  'text-to-image': 'image',
  'image-to-image': 'image',
  'text-to-speech': 'speech',
};

/** The settings of all tasks that the conventions have a name for. */
type Settings = Partial<ChatInput> & {
  readonly count?: number | undefined;
  readonly dimensions?: number | undefined;
};

const settingAttributes: Readonly<Record<string, (settings: Settings) => AttributeValue | undefined>> = {
  'gen_ai.request.max_tokens': ({ maxTokens }) => maxTokens,
  'gen_ai.request.temperature': ({ temperature }) => temperature,
  'gen_ai.request.top_p': ({ topP }) => topP,
  'gen_ai.request.top_k': ({ topK }) => topK,
  'gen_ai.request.seed': ({ seed }) => seed,
  'gen_ai.request.presence_penalty': ({ presencePenalty }) => presencePenalty,
  'gen_ai.request.frequency_penalty': ({ frequencyPenalty }) => frequencyPenalty,
  'gen_ai.request.stop_sequences': ({ stop }) => (typeof stop === 'string' ? [stop] : stop && [...stop]),
  'gen_ai.request.reasoning.level': ({ reasoning }) => reasoning?.effort,
  'gen_ai.request.choice.count': ({ count }) => (count === 1 ? undefined : count),
  'gen_ai.embeddings.dimension.count': ({ dimensions }) => dimensions,
};

/** What is known when a call begins. */
export function requestAttributes(
  provider: string,
  task: TaskName,
  input: { readonly model: string },
  streaming: boolean,
): Attributes {
  const settings: Settings = input;
  const outputType = settings.responseFormat?.type ?? outputTypes[task];
  return {
    'gen_ai.operation.name': operationOf(task),
    'gen_ai.provider.name': providerNameOf(provider),
    'gen_ai.request.model': input.model,
    ...(streaming && { 'gen_ai.request.stream': true }),
    ...(outputType && { 'gen_ai.output.type': outputType }),
    ...known(settingAttributes, settings),
  };
}

const reasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_call',
  'content-filter': 'content_filter',
  other: 'other',
};

export const finishReasonOf = (reason: FinishReason): string => reasons[reason];

const usageAttributes: Readonly<Record<string, (usage: Usage) => number | undefined>> = {
  'gen_ai.usage.input_tokens': ({ inputTokens }) => inputTokens,
  'gen_ai.usage.output_tokens': ({ outputTokens }) => outputTokens,
  'gen_ai.usage.reasoning.output_tokens': ({ reasoningTokens }) => reasoningTokens,
  'gen_ai.usage.cache_read.input_tokens': ({ cachedInputTokens }) => cachedInputTokens,
  'gen_ai.usage.cache_write.input_tokens': ({ cacheWriteInputTokens }) => cacheWriteInputTokens,
};

/** What an answer says about itself. The provider may be another than the one that was asked, such as a registry. */
export function responseAttributes(output: OutputBase & { readonly finishReason?: FinishReason }): Attributes {
  const { meta, usage, finishReason } = output;
  return {
    'gen_ai.provider.name': providerNameOf(meta.provider),
    'gen_ai.response.model': meta.model,
    ...(meta.id !== undefined && { 'gen_ai.response.id': meta.id }),
    ...(finishReason && { 'gen_ai.response.finish_reasons': [finishReasonOf(finishReason)] }),
    ...(usage && known(usageAttributes, usage)),
  };
}

function known<Source>(
  table: Readonly<Record<string, (source: Source) => AttributeValue | undefined>>,
  source: Source,
): Attributes {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, read]) => {
      const value = read(source);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
