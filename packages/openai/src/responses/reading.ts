import type { FinishReason, InferenceError } from '@x/core';
import { type ChatAssembler, own, type ReplyContext } from '@x/core/adapter';
import { ItemReader, type Place } from './item-reader.ts';
import { isJson, type Json, listOf, stringOf } from './json.ts';
import { readUsage } from './usage.ts';

/** What ended an answer: its status, or why it is incomplete. Whatever is not listed is 'other'. */
const finishReasons: Readonly<Record<string, FinishReason>> = {
  completed: 'stop',
  max_output_tokens: 'length',
  max_tokens: 'length',
  content_filter: 'content-filter',
};

/** States of an answer that is still being made, which a call in the background is answered with. */
const unfinished: readonly string[] = ['queued', 'in_progress'];

/** Events that say that there is no answer. */
const failures: readonly string[] = ['error', 'response.failed'];

/**
 * Reads answers of the Responses API into an assembler: whole ones, and the events of a stream. Every field is checked
 * where it is read. Events of a kind that is not listed say nothing that the finished items do not say again.
 */
export class ResponseReader {
  readonly #assembler: ChatAssembler;
  readonly #reply: ReplyContext;
  readonly #items: ItemReader;

  constructor(assembler: ChatAssembler, reply: ReplyContext) {
    this.#assembler = assembler;
    this.#reply = reply;
    this.#items = new ItemReader(assembler);
  }

  /** A whole answer. Returns what is wrong with it: what carries the answer is required, and of a known kind. */
  whole(body: unknown): string | undefined {
    if (!isJson(body) || !Array.isArray(body['output'])) return 'output is missing or of the wrong kind';
    const status = stringOf(body['status']);
    if (unfinished.includes(status)) return `it is ${status}, not there yet. Ask without background`;
    const odd = body['output'].findIndex((item) => !isReadable(item));
    if (odd >= 0) return `output.${odd} is of the wrong kind`;
    this.#finish(body);
    // An answer may be empty, but then it says that it ended.
    const { begun, finishReason } = this.#assembler;
    return begun || finishReason !== undefined ? undefined : 'output says nothing';
  }

  /** One event of a stream. */
  event(event: unknown): void {
    if (!isJson(event)) return;
    const type = stringOf(event['type']);
    // A response that has ended is whole; all that can follow is a failure.
    if (this.#assembler.finishReason !== undefined && !failures.includes(type)) return;
    own(this.#events, type)?.(event);
  }

  readonly #events: Readonly<Record<string, (event: Json) => void>> = {
    'response.created': ({ response }) => this.#envelope(response),
    'response.output_item.added': ({ output_index, item }) => {
      if (isJson(item)) this.#items.begin(indexOf(output_index), item);
    },
    'response.output_text.delta': (event) => this.#items.text(placeOf(event), stringOf(event['delta'])),
    'response.refusal.delta': (event) => this.#items.refusal(placeOf(event), stringOf(event['delta'])),
    'response.reasoning_summary_text.delta': (event) => this.#reasoning(event, 'summary_index'),
    'response.reasoning_text.delta': (event) => this.#reasoning(event, 'content_index'),
    'response.function_call_arguments.delta': ({ output_index, delta }) =>
      this.#items.arguments(indexOf(output_index), stringOf(delta)),
    'response.content_part.done': (event) => {
      const { part } = event;
      if (isJson(part) && part['type'] !== 'reasoning_text') this.#items.finishPart(placeOf(event), part);
    },
    'response.output_item.done': ({ output_index, item }) => {
      if (isJson(item)) this.#items.finish(indexOf(output_index), item);
    },
    'response.completed': ({ response }) => this.#finish(response, 'completed'),
    'response.incomplete': ({ response }) => this.#finish(response, 'incomplete'),
    'response.failed': ({ response }) => {
      throw this.#failure(isJson(response) ? response['error'] : undefined);
    },
    // The specification's shape of it; the other one, with an `error` inside, is known to every stream.
    error: ({ code, message, param }) => {
      throw this.#failure({ code, message, param });
    },
  };

  #reasoning(event: Json, index: 'summary_index' | 'content_index'): void {
    this.#items.reasoning(placeOf(event, index), index, stringOf(event['delta']));
  }

  #envelope(response: unknown): void {
    if (!isJson(response)) return;
    this.#assembler.id ??= stringOf(response['id']) || undefined;
    this.#assembler.model ??= stringOf(response['model']) || undefined;
  }

  /** The response as it ended, in a stream by an event that says how. What was streamed is not said again. */
  #finish(given: unknown, ended = ''): void {
    const response = isJson(given) ? given : {};
    this.#envelope(response);
    this.#items.finishAll(listOf(response['output']));
    this.#assembler.usage = readUsage(response['usage']);
    const { status, incomplete_details: details } = response;
    if (status === 'failed') throw this.#failure(undefined);
    const reason = (isJson(details) && stringOf(details['reason'])) || stringOf(status) || ended;
    if (reason === '') return;
    this.#assembler.finish(this.#items.refused ? 'content-filter' : (own(finishReasons, reason) ?? 'other'), reason);
  }

  /** An error that came inside a response of a good status. */
  #failure(error: unknown): InferenceError {
    const { requestId } = this.#reply.base().meta;
    const headers = new Headers(requestId === undefined ? undefined : { 'x-request-id': requestId });
    return this.#reply.exchange.bodyError(headers, { error: isJson(error) ? error : { code: 'server_error' } });
  }
}

/** Items but messages may have any shape: they are kept as they are. */
const isReadable = (item: unknown): boolean =>
  isJson(item) && (item['type'] !== 'message' || Array.isArray(item['content']));

const indexOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const placeOf = (event: Json, part: 'content_index' | 'summary_index' = 'content_index'): Place => ({
  item: indexOf(event['output_index']),
  part: indexOf(event[part]),
});
