import { eventOf } from '../../wire/event.ts';
import type { Script } from '../../wire/script.ts';
import { serverError } from '../failures.ts';

/** A stream of speech or of a transcript: pieces and an end, as events without names. */
export function audioScript(pieces: readonly object[], end: object): Script {
  const failure = eventOf({ error: serverError });
  return {
    body: pieces.map(eventOf),
    end: [eventOf(end)],
    broken: 'data: {"type":"unfinished\n\n',
    foreign: [eventOf({ sandbox: 'an event that carries no answer' })],
    error: failure,
    alternateError: `event: error\n${failure}`,
  };
}
