import { namedEventOf } from '../wire/event.ts';
import { obfuscation } from '../wire/obfuscation.ts';
import { halfLength, type Script } from '../wire/script.ts';
import { itemEvents, type StreamEvent } from './item-events.ts';
import { type Exchange, failedResponse, finalResponse, isComplete, responseInProgress } from './response-object.ts';

/** What breaks a stream off: the fields of OpenAI's error object. */
export interface StreamError {
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
}

/**
 * An answer as a stream of numbered events: created and in progress, its items one after another, and the whole
 * response once more under the event that says how it ended. There is no `[DONE]`.
 */
export function eventScript(exchange: Exchange, error: StreamError): Script {
  const opened = responseInProgress(exchange);
  const events: readonly StreamEvent[] = [
    { type: 'response.created', response: opened },
    { type: 'response.in_progress', response: opened },
    ...exchange.output.flatMap(itemEvents),
  ];
  const frame = frameMaker(exchange);
  const body = events.map(frame);
  const end = {
    type: `response.${isComplete(exchange) ? 'completed' : 'incomplete'}`,
    response: finalResponse(exchange),
  };
  const breakPlace = halfLength(body);
  return {
    body,
    end: [frame(end, body.length)],
    broken: 'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"unfinished\n\n',
    foreign: [
      frame({ type: 'sandbox', sandbox: 'an event that carries no answer' }, 0),
      frame({ type: 'response.completed', sandbox: 'an end without a response' }, 1),
    ],
    error: errorFrame(exchange, error, breakPlace),
    openingError: errorFrame(exchange, error, 0),
    alternateError: frame({ ...error, type: 'error' }, breakPlace),
  };
}

/** What recorded streams have: a nested error, and the response that failed. The specification's own is flat. */
function errorFrame(exchange: Exchange, error: StreamError, number: number): string {
  const frame = frameMaker(exchange);
  const response = failedResponse(exchange, error.code ?? 'server_error', error.message);
  return frame({ type: 'error', error }, number) + frame({ type: 'response.failed', response }, number + 1);
}

type FrameMaker = (event: StreamEvent, number: number) => string;

function frameMaker({ id, request }: Exchange): FrameMaker {
  const obfuscates = request.stream_options?.include_obfuscation !== false;
  return (event, number) => {
    const padding = obfuscates && event.type.endsWith('.delta') ? { obfuscation: obfuscation(`${id} ${number}`) } : {};
    return namedEventOf(event.type, { ...event, sequence_number: number, ...padding });
  };
}
