import { InferenceError, type InferenceErrorDetails } from '../contract/error.ts';
import type { TaskStream } from '../contract/provider.ts';
import type { ChatEvent, ChatOutput } from '../contract/tasks/chat.ts';
import { ChatFold } from '../fold/chat-fold.ts';
import { mediaTypeOf } from '../wire/body.ts';
import { abortedError } from '../wire/call-control.ts';
import { readErrorMessage, statusCode } from '../wire/error-reader.ts';
import { createEventStreamReader } from '../wire/event-stream.ts';
import { isJson, type Json } from '../wire/json.ts';
import { ambientPlatform } from '../wire/platform.ts';
import { readRetryHint } from '../wire/retry-hints.ts';
import { createTaskStream, type StreamSource } from '../wire/task-stream.ts';
import { parseTagged } from '../wrap/tagged-json.ts';

/** What stands for the provider until the other side has named it. */
const here = { provider: 'response', model: 'unknown' } as const;

/**
 * The stream that `toResponse` wrote: the same events, the same answer, the same error.
 *
 * Nothing is read before the first pull; leaving the stream cancels the body. Timers are those of the request that the
 * response came from.
 *
 * @throws InferenceError (through the stream) what the other side's stream failed with, `partial` included;
 *   'interrupted' with `partial` when the body ends or breaks before the answer does; 'bad-response' for a body that
 *   `toResponse` did not write; for a status that is not 2xx, the error in its JSON body, else one by the status.
 */
export function fromResponse(response: Response): TaskStream<'chat'> {
  return createTaskStream(() => new ResponseStream(response));
}

class ResponseStream implements StreamSource<'chat'> {
  readonly #response: Response;
  readonly #fold = new ChatFold();
  readonly #heard: ChatEvent[] = [];
  readonly #parser = createEventStreamReader({
    onData: (data) => this.#hear(data),
    onStray: () => this.#fail(unreadable('it holds something else than events')),
  });
  #body: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #answer: ChatOutput | undefined;
  /** The body has ended; an event whose blank line is missing may be cut. */
  #bodyEnded = false;
  /** Thrown when all that came before it has been taken. */
  #failure: InferenceError | undefined;

  constructor(response: Response) {
    this.#response = response;
  }

  take(): ChatEvent | undefined {
    return this.#heard.shift();
  }

  async fill(): Promise<'more' | 'end'> {
    if (this.#failure) throw this.#failure;
    if (this.#answer) return 'end';
    this.#body ??= await openBody(this.#response);
    await this.#read(this.#body);
    if (this.#failure || this.#answer) this.close();
    return 'more';
  }

  close(): void {
    // Nobody is left to hear how a body takes its end.
    const ended = this.#body ? this.#body.cancel() : this.#response.body?.cancel();
    ended?.catch(() => undefined);
  }

  answer(): ChatOutput {
    if (this.#answer === undefined) throw this.leftEarly();
    return this.#answer;
  }

  leftEarly(): InferenceError {
    return abortedError(here, 'left').with({ partial: this.#fold.answer() });
  }

  async #read(body: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    try {
      const { done, value } = await body.read();
      this.#bodyEnded = done;
      if (done) this.#parser.end();
      else this.#parser.feed(value);
      if (done && !this.#answer) this.#fail(interrupted('the response ended before the answer did'));
    } catch {
      // Why a connection broke is told in ways that differ by platform and say nothing that helps.
      this.#fail(interrupted('the connection broke before the answer was whole'));
    }
  }

  #hear(data: string): void {
    if (this.#answer || this.#failure) return;
    const event = parse(data);
    if (InferenceError.is(event)) this.#failure = event;
    else if (!isChatEvent(event)) {
      if (!(this.#bodyEnded && event === data)) this.#fail(unreadable('an event is none of a chat'));
    } else {
      this.#fold.add(event);
      this.#heard.push(event);
      if (event.type === 'end') this.#answer = this.#fold.whole(event);
    }
  }

  /** The first failure counts; it carries what had come. */
  #fail(error: InferenceError): void {
    this.#failure ??= this.#fold.begun ? error.with({ retryable: false, partial: this.#fold.answer() }) : error;
  }
}

async function openBody(response: Response): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  if (!response.ok) throw await statusError(response);
  const type = mediaTypeOf(response.headers);
  if (type !== 'text/event-stream' || response.body === null) {
    throw unreadable(`it is no stream of events (${type ?? 'no content type'}). Does its address lead to toResponse?`);
  }
  return response.body.getReader();
}

async function statusError(response: Response): Promise<InferenceError> {
  const { status, headers } = response;
  const body = parse(await response.text().catch(() => ''));
  if (InferenceError.is(body)) return body;
  if (isErrorDetails(body)) {
    const { code, message, provider, model, retryable, retryAfterMs, requestId } = body;
    return new InferenceError({ code, message, provider, model, status, retryable, retryAfterMs, requestId });
  }
  const words = readErrorMessage(body) ?? `it has no words for it (${mediaTypeOf(headers) ?? 'no content type'})`;
  return new InferenceError({
    code: statusCode(status),
    provider: here.provider,
    status,
    retryAfterMs: readRetryHint(headers, status === 429, ambientPlatform.date()),
    message: `The server answered ${status}: ${words.slice(0, 300)}`,
  });
}

/** Tagged JSON, or the text itself where it is none. */
function parse(text: string): unknown {
  try {
    return parseTagged(text);
  } catch {
    return text;
  }
}

/** The error of another server's route, written as JSON: `Response.json(error, { status })`. */
const isErrorDetails = (body: unknown): body is InferenceErrorDetails =>
  isJson(body) &&
  body['name'] === 'InferenceError' &&
  typeof body['code'] === 'string' &&
  typeof body['message'] === 'string';

const eventChecks: Readonly<Record<ChatEvent['type'], (event: Json) => boolean>> = {
  'text-delta': ({ index, text }) => isPlace(index) && typeof text === 'string',
  'reasoning-delta': ({ index, text }) => isPlace(index) && typeof text === 'string',
  'tool-call-delta': (event) => isPlace(event['index']) && typeof event['arguments'] === 'string',
  part: ({ index, part }) => isPlace(index) && isJson(part) && typeof part['type'] === 'string',
  end: ({ finishReason, warnings, meta }) =>
    typeof finishReason === 'string' && Array.isArray(warnings) && isJson(meta),
};

const isPlace = (index: unknown): boolean => Number.isInteger(index);

/** Checks the fields that are read here; what is in a part is the other side's word. */
const isChatEvent = (value: unknown): value is ChatEvent =>
  isJson(value) &&
  Object.hasOwn(eventChecks, String(value['type'])) &&
  eventChecks[value['type'] as ChatEvent['type']](value);

const interrupted = (what: string): InferenceError =>
  new InferenceError({ code: 'interrupted', provider: here.provider, retryable: true, message: `${what}. Ask again` });

const unreadable = (what: string): InferenceError =>
  new InferenceError({
    code: 'bad-response',
    provider: here.provider,
    message: `The response could not be read: ${what}`,
  });
