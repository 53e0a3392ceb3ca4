/**
 * The root door: the contract, and the functions that need nothing but the contract.
 *
 * @packageDocumentation
 */
export type { ModelCatalog, ModelInfo, ModelQuery } from './contract/catalog.ts';
export {
  type ErrorCode,
  InferenceError,
  type InferenceErrorDetails,
  type PartialAnswer,
} from './contract/error.ts';
export type { InputBase, Sampling } from './contract/input.ts';
export type { Media, MediaBytes, MediaInput } from './contract/media.ts';
export type {
  Annotation,
  MediaPart,
  Message,
  Part,
  ProviderMetadata,
  ProviderToolPart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  ToolResultPart,
} from './contract/message.ts';
export type { Attempt, FinishReason, Meta, OutputBase, Usage, Warning } from './contract/output.ts';
export {
  type CallOptions,
  type HttpProvider,
  type HttpProviderOptions,
  type InferenceProvider,
  type PreparedRequest,
  type RetryPolicy,
  type Secret,
  supports,
  type TaskStream,
  type Timeouts,
} from './contract/provider.ts';
export { jsonSchema, type Schema } from './contract/schema.ts';
export type {
  ChatEvent,
  ChatInput,
  ChatOutput,
  ResponseFormat,
  TextGenerationEvent,
  TextGenerationInput,
  TextGenerationOutput,
  TokenLogprob,
} from './contract/tasks/chat.ts';
export type { AudioInput, Box, ImageInput, ImageSize } from './contract/tasks/media.ts';
export { parseTask, taskNames } from './contract/tasks/parse-task.ts';
export type {
  StreamingTask,
  TaskEvent,
  TaskInput,
  TaskMap,
  TaskName,
  TaskOutput,
} from './contract/tasks/task-map.ts';
export type {
  Answer,
  Entity,
  Fill,
  Label,
  LabelsOutput,
  TableAnswer,
  TextInput,
  TextOutput,
  TranslationInput,
} from './contract/tasks/text.ts';
export { type ProviderTool, type Tool, type ToolChoice, type ToolContext, type Tools, tool } from './contract/tool.ts';
export { collectChat } from './fold/collect-chat.ts';
export { fromResponse } from './use/from-response.ts';
export { type GenerateObjectOptions, generateObject } from './use/generate-object.ts';
export { type Registry, registry } from './use/registry.ts';
export { runMany } from './use/run-many.ts';
export { type RunToolsOptions, runTools, type ToolStep } from './use/run-tools.ts';
export { toResponse } from './use/to-response.ts';
