/**
 * What an adapter is made of: the table, its rows, and the pieces they lean on.
 *
 * @packageDocumentation
 */

export type { AnswerNotes } from './contract/output.ts';
export { toJsonSchema } from './contract/schema.ts';
export { ChatAssembler, type PartNotes, type ToolCallFragment } from './fold/chat-assembler.ts';
export { GrowingText } from './fold/growing-text.ts';
export { usageOf } from './fold/usage.ts';
export { type AuthScheme, bearer, headerKey, type KeyRules } from './wire/auth.ts';
export { type CallIds, callId } from './wire/call-ids.ts';
export {
  conversationOf,
  isProviderTool,
  partsOf,
  requireText,
  statedSchema,
  stopList,
  textOfParts,
  vendorSettings,
} from './wire/chat-input.ts';
export { type Deferred, defer, deferCatalog, deferRows } from './wire/deferred.ts';
export { defineProvider, exchangeConfig, type ProviderDefinition } from './wire/define-provider.ts';
export { download } from './wire/download.ts';
export {
  type ErrorReader,
  type ErrorReading,
  errorObject,
  type FailedReply,
  readErrorMessage,
} from './wire/error-reader.ts';
export type { ExchangeConfig } from './wire/exchange.ts';
export { isJson, type Json, listOf, objectsOf, stringOf } from './wire/json.ts';
export { callJson, type JsonCall, type JsonReply } from './wire/json-call.ts';
export { kindOf } from './wire/kind-of.ts';
export { throughKy } from './wire/ky-transport.ts';
export {
  type EncodedMedia,
  encodeMedia,
  fromBase64,
  mediaAddress,
  mediaName,
  mediaUrl,
  toBase64,
} from './wire/media.ts';
export { own } from './wire/own.ts';
export { ambientPlatform, type Platform } from './wire/platform.ts';
export { redactInput } from './wire/redaction.ts';
export type { WireRequest } from './wire/request.ts';
export { parseDuration } from './wire/retry-hints.ts';
export { restoreOptional } from './wire/structured-output/restore-optional.ts';
export { type RefuseSchema, strictSchema } from './wire/structured-output/strict-schema.ts';
export { type TextLimits, textBatches } from './wire/text-batches.ts';
export {
  type Batches,
  type ChatSpeech,
  chatTask,
  check,
  listTask,
  type ManyTask,
  type ReplyContext,
  type RequestContext,
  type TextGenerationSpeech,
  textGenerationTask,
  type WireRow,
  type WireTable,
  type WireTask,
  wireTask,
} from './wire/wire-task.ts';
