import type { InferenceError } from '../contract/error.ts';
import type { TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import { ChatAssembler } from '../fold/chat-assembler.ts';
import { mediaTypeOf, parseBody, readBytes } from './body.ts';
import { isErrorBody } from './error-reader.ts';
import type { Exchange } from './exchange.ts';
import type { SerializedRequest } from './request.ts';
import type { ManyTask, Speech, WireRow, WireTask } from './wire-task.ts';

/** Runs one row: requests, attempts, answer. */
export async function runTask<K extends TaskName>(
  row: WireRow<K>,
  input: TaskInput<K>,
  exchange: Exchange,
): Promise<TaskOutput<K>> {
  try {
    const task = await exchange.loaded(row);
    if (task.batches) return await task.batches.run(task, input, exchange);
    return await answerWhole(task, input, exchange);
  } catch (error) {
    throw exchange.asInferenceError(error);
  } finally {
    exchange.control.dispose();
  }
}

/** Asks once for an answer that comes whole. */
export const answerWhole = async <K extends TaskName>(task: WireTask<K>, input: TaskInput<K>, exchange: Exchange) =>
  answerTo(await writeWhole(task, input, exchange), task, input, exchange);

/** Writes the request for an answer that comes whole. */
export const writeWhole = <K extends TaskName>(task: WireTask<K>, input: TaskInput<K>, exchange: Exchange) =>
  exchange.write((context) => task.request(input, context), false);

/** Makes attempts at a request until one is answered, and reads the answer. */
export function answerTo<K extends TaskName>(
  request: SerializedRequest,
  task: WireTask<K>,
  input: TaskInput<K>,
  exchange: Exchange,
): Promise<TaskOutput<K>> {
  return exchange.attempt(request, async (response) => {
    const { speech, read, media } = task;
    const { body, failure } = await receive(response, exchange, media);
    if (speech) return speak(speech, input, { body, failure }, exchange);
    if (failure) throw failure.error;
    if (read === undefined) throw exchange.error('bad-response', 'this task has no reader');
    return await read(body, input, exchange.replyContext(body));
  });
}

/** Runs several inputs of one row as one request; undefined when they cannot share one. */
export async function runManyTask<K extends TaskName>(
  many: ManyTask<K>,
  inputs: readonly TaskInput<K>[],
  exchange: Exchange,
): Promise<readonly TaskOutput<K>[] | undefined> {
  try {
    const request = await exchange.write((context) => many.request(inputs, context), false);
    if (request === undefined) return undefined;
    return await exchange.attempt(request, async (response) => {
      const { body, failure } = await receive(response, exchange);
      if (failure) throw failure.error;
      return many.read(body, inputs, exchange.replyContext(body));
    });
  } catch (error) {
    throw exchange.asInferenceError(error);
  } finally {
    exchange.control.dispose();
  }
}

export interface Failure {
  readonly response: Response;
  readonly body: unknown;
  readonly error: InferenceError;
}

interface Received {
  readonly body: unknown;
  /** What is wrong with it, if it is not an answer. */
  readonly failure?: Failure | undefined;
}

/**
 * Reads the body whole and tells an answer from an error, which some hosts send with status 200.
 *
 * @param media Whether an answer may be media; its body then is `MediaBytes`.
 */
export async function receive(response: Response, exchange: Exchange, media = false): Promise<Received> {
  const bytes = await readBytes(response, exchange).catch((error: unknown) => {
    // Nothing of the answer has been handed out, so a broken connection may be tried again.
    throw exchange.readError(error, true);
  });
  const mediaType = mediaTypeOf(response.headers);
  if (media && response.ok && mediaType && isMedia(mediaType)) return { body: { mediaType, data: bytes } };
  const { json, body } = parseBody(bytes);
  const failed = (error: InferenceError): Received => ({ body, failure: { response, body, error } });
  if (!response.ok) return failed(exchange.replyError(response.status, response.headers, body));
  if (!json) {
    const what = body === undefined ? 'it is empty' : `it is not JSON (${mediaType ?? 'no content type'})`;
    throw exchange.error('bad-response', `the answer could not be read: ${what}`);
  }
  return isErrorBody(body) ? failed(exchange.bodyError(response.headers, body)) : { body };
}

const isMedia = (type: string): boolean => /^(image|audio|video)\/|^application\/octet-stream$/.test(type);

function speak<K extends TaskName>(
  speech: Speech<K>,
  input: TaskInput<K>,
  { body, failure }: Received,
  exchange: Exchange,
): TaskOutput<K> {
  const assembler = new ChatAssembler(exchange.newId);
  const reply = exchange.replyContext(body);
  if (failure === undefined) speech.whole(body, assembler, reply, input);
  else if (!isAnswer(speech, failure, assembler)) throw failure.error;
  const spoken = assembler.complete();
  return speech.answer(spoken, reply.base(assembler.notes()));
}

/** Whether a vendor's HTTP error is its way to give an answer, such as a content filter's. */
export function isAnswer<K extends TaskName>(
  speech: Speech<K>,
  { response, body }: Failure,
  assembler: ChatAssembler,
): boolean {
  return speech.failed?.({ status: response.status, headers: response.headers, body }, assembler) ?? false;
}
