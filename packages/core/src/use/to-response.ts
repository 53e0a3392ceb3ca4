import { InferenceError } from '../contract/error.ts';
import type { ChatEvent } from '../contract/tasks/chat.ts';
import { ambientPlatform } from '../wire/platform.ts';
import { WaitTimer } from '../wire/wait-timer.ts';
import { stringifyTagged } from '../wrap/tagged-json.ts';
import { failureEvent, frame, heartbeat, heartbeatMs } from './event-response.ts';

/**
 * A chat stream as a Response of server-sent events: what a server that holds the key gives to a browser that does not.
 * `fromResponse` reads it.
 *
 * The stream is read as fast as the client takes it. A client that goes away closes it. While nothing comes for 15 s a
 * comment is sent, so that proxies keep the connection open. A failure is the last event, named `failure`, with the
 * error's code, message, partial answer and the like: what an InferenceError says of itself, which holds no key; the
 * status is 200 by then. What was thrown that is no InferenceError is told as 'server' without its words. The answer's
 * `meta.raw` is left out.
 *
 * @param init Status and headers of one's own. `content-type`, `cache-control: no-cache` and `x-accel-buffering: no`
 *   (which tells nginx not to hold events back) are set where they are not given.
 */
export function toResponse(stream: AsyncIterable<ChatEvent>, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(defaultHeaders)) if (!headers.has(name)) headers.set(name, value);
  return new Response(eventBody(stream), { ...init, headers });
}

const defaultHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

function eventBody(stream: AsyncIterable<ChatEvent>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let events: AsyncIterator<ChatEvent> | undefined;
  let body: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  const send = (text: string): void => body?.enqueue(encoder.encode(text));
  const quiet = new WaitTimer(heartbeatMs, ambientPlatform.now, () => {
    // A client that does not read what was sent is not kept alive by more.
    if (body?.desiredSize === 0) send(heartbeat);
    quiet.begin();
  });
  const end = (): void => {
    quiet.dispose();
    body?.close();
    body = undefined;
  };
  return new ReadableStream(
    {
      start(controller) {
        body = controller;
      },
      async pull() {
        try {
          events ??= stream[Symbol.asyncIterator]();
          quiet.begin();
          const pulled = await events.next();
          quiet.end();
          if (pulled.done) end();
          else send(frame(stringifyTagged(withoutRaw(pulled.value))));
        } catch (error) {
          send(frame(stringifyTagged(tellable(error)), failureEvent));
          end();
        }
      },
      async cancel() {
        body = undefined;
        quiet.dispose();
        await events?.return?.();
      },
    },
    // Nothing is asked of the stream before the client asks for it.
    { highWaterMark: 0 },
  );
}

function withoutRaw(event: ChatEvent): ChatEvent {
  if (event.type !== 'end' || event.meta.raw === undefined) return event;
  const { raw: _, ...meta } = event.meta;
  return { ...event, meta };
}

const tellable = (error: unknown): InferenceError =>
  InferenceError.is(error)
    ? error
    : new InferenceError({
        code: 'server',
        provider: 'unknown',
        message: 'The server failed while it made the answer. Try again, or look in its log',
      });
