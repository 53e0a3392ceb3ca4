import type * as z from 'zod/mini';
import type { ErrorCode, InferenceError } from '../contract/error.ts';
import type { AnswerNotes, OutputBase, Warning } from '../contract/output.ts';
import type { ChatOutput } from '../contract/tasks/chat.ts';
import type { TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import type { ChatAssembler } from '../fold/chat-assembler.ts';
import type { Deferred } from './deferred.ts';
import type { FailedReply } from './error-reader.ts';
import type { Exchange } from './exchange.ts';
import type { WireRequest } from './request.ts';
import { runManyTask } from './run.ts';

/** What an adapter may know while it writes a request. */
export interface RequestContext {
  /** The provider's id, as it stands in `providerOptions` and in errors. */
  readonly provider: string;
  /** Where calls go, without a slash at its end. */
  readonly baseUrl: string;
  /** Whether the caller gave that place. */
  readonly customBaseUrl: boolean;
  /** Whether that place is one of the vendor's own hosts. */
  readonly ownHost: boolean;
  readonly streaming: boolean;
  /** Says that a setting was dropped or changed. Throws 'unsupported' instead where the caller asked for that. */
  warn(warning: Warning): void;
  /** An error for an input that cannot be sent. */
  refuse(code: Extract<ErrorCode, 'invalid-request' | 'unsupported'>, message: string): InferenceError;
}

/** What an adapter may know while it reads an answer. */
export interface ReplyContext {
  /** The part of an output that every task shares. */
  base(notes?: AnswerNotes): OutputBase;
  /** Says something about how the answer had to be read. */
  warn(warning: Warning): void;
  /** The call that is answered; for the pieces of the wire that go on from an answer, such as `download`. */
  readonly exchange: Exchange;
  /** An error for a body that does not carry an answer. The message names the place, never the content. */
  unreadable(what: string): InferenceError;
}

/** Reads an answer that is spoken: text, reasoning and tool calls, whole or in pieces. */
export interface Speech<K extends TaskName> {
  /** A whole body into the assembler. */
  whole(body: unknown, assembler: ChatAssembler, reply: ReplyContext, input: TaskInput<K>): void;
  /** A reader for the events of one stream. */
  pieces(assembler: ChatAssembler, reply: ReplyContext, input: TaskInput<K>): (event: unknown) => void;
  /** An answer that the vendor gives as an HTTP error. True when it was one. */
  failed?(reply: FailedReply, assembler: ChatAssembler): boolean;
  answer(spoken: Omit<ChatOutput, keyof OutputBase>, base: OutputBase): TaskOutput<K>;
  /** Whether the stream of this task hands on whole parts. */
  readonly parts: boolean;
}

/** One row of an HTTP provider's table: pure data about the wire. */
export interface WireTask<K extends TaskName> {
  request(input: TaskInput<K>, context: RequestContext): WireRequest | Promise<WireRequest>;
  /** How a whole body is read, for tasks that are not spoken. A body that is no JSON is given as `MediaBytes`. */
  readonly read?: (body: unknown, input: TaskInput<K>, reply: ReplyContext) => TaskOutput<K> | Promise<TaskOutput<K>>;
  /** Whether an answer may be media instead of JSON. Default false: what is no JSON then is no answer. */
  readonly media?: boolean;
  readonly speech?: Speech<K>;
  /** Where one input may hold more than a request takes. */
  readonly batches?: Batches<K>;
  /** Where the wire takes a list: several inputs of the same model and settings in one request. */
  readonly many?: ManyTask<K>;
}

/** How an input that is larger than a request becomes several requests, and their outputs one. */
export interface Batches<K extends TaskName> {
  /** One input a request, in order; the input itself, alone, where it fits. */
  split(input: TaskInput<K>): readonly TaskInput<K>[];
  /** Makes the calls and one output of their outputs. Part of the row, so that providers without batches do not carry it. */
  run(task: WireTask<K>, input: TaskInput<K>, exchange: Exchange): Promise<TaskOutput<K>>;
}

export interface ManyTask<K extends TaskName> {
  /** The one request, or undefined when these inputs cannot share one. */
  request(inputs: readonly TaskInput<K>[], context: RequestContext): WireRequest | Promise<WireRequest> | undefined;
  read(body: unknown, inputs: readonly TaskInput<K>[], reply: ReplyContext): readonly TaskOutput<K>[];
  /** How such a request is run. Part of the row, so that providers without lists do not carry it. */
  run(
    many: ManyTask<K>,
    inputs: readonly TaskInput<K>[],
    exchange: Exchange,
  ): Promise<readonly TaskOutput<K>[] | undefined>;
}

/** A row as it is, or one that is loaded when it is asked for. */
export type WireRow<K extends TaskName> = WireTask<K> | Deferred<WireTask<K>>;

/** What a provider can do: one row a task. */
export type WireTable = { readonly [K in TaskName]?: WireRow<K> };

/** Checks a body against a schema of the fields that are read. */
export function check<T>(schema: z.ZodMiniType<T>, body: unknown, reply: Pick<ReplyContext, 'unreadable'>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw reply.unreadable(`${issue?.path.join('.') || 'its top level'} is missing or of the wrong kind`);
}

/** A row for a task whose answer comes whole. */
export function wireTask<K extends TaskName, Reply>(codec: {
  readonly request: WireTask<K>['request'];
  readonly reply: z.ZodMiniType<Reply>;
  readonly output: (reply: Reply, input: TaskInput<K>, context: ReplyContext) => TaskOutput<K>;
  readonly many?: {
    readonly request: ManyTask<K>['request'];
    readonly outputs: (
      reply: Reply,
      inputs: readonly TaskInput<K>[],
      context: ReplyContext,
    ) => readonly TaskOutput<K>[];
  };
}): WireTask<K> {
  const { request, reply: schema, output, many } = codec;
  return {
    request,
    read: (body, input, reply) => output(check(schema, body, reply), input, reply),
    ...(many && {
      many: listTask({
        request: many.request,
        read: (body, inputs, reply) => many.outputs(check(schema, body, reply), inputs, reply),
      }),
    }),
  };
}

/** The part of a row that takes lists, from how one request is written for several inputs and how it is read. */
export function listTask<K extends TaskName>(codec: Pick<ManyTask<K>, 'request' | 'read'>): ManyTask<K> {
  return { ...codec, run: runManyTask };
}

/** How to read an answer of the chat kind. */
export type ChatSpeech = Pick<Speech<'chat'>, 'whole' | 'pieces' | 'failed'>;

/** How to read an answer that goes on where a prompt ends. */
export type TextGenerationSpeech = Pick<Speech<'text-generation'>, 'whole' | 'pieces' | 'failed'>;

/** A row for chat. */
export function chatTask(request: WireTask<'chat'>['request'], speech: ChatSpeech): WireTask<'chat'> {
  return { request, speech: { ...speech, parts: true, answer: (spoken, base) => ({ ...spoken, ...base }) } };
}

/** A row for a model that goes on where the prompt ends. */
export function textGenerationTask(
  request: WireTask<'text-generation'>['request'],
  speech: TextGenerationSpeech,
  many?: ManyTask<'text-generation'>,
): WireTask<'text-generation'> {
  const answer: Speech<'text-generation'>['answer'] = ({ text, finishReason }, base) => ({
    text,
    finishReason,
    ...base,
  });
  return { request, speech: { ...speech, parts: false, answer }, ...(many && { many }) };
}
