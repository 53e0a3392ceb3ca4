import { createParser } from 'eventsource-parser';

export interface EventStreamHandlers {
  /** One event's data, joined if it came in several lines. */
  onData(data: string): void;
  /** What stood in the body that is no event stream: JSON without `data:`, whole. */
  onStray(text: string): void;
}

export interface EventStreamReader {
  feed(bytes: Uint8Array): void;
  /** To be called when the body ended: an event whose blank line is missing is still an event. */
  end(): void;
}

/**
 * Turns the bytes of a server-sent-events body into its events, wherever the bytes were cut.
 *
 * A vendor that fails in mid-stream may write a JSON error between the events without the `data:` that would make it
 * one, and a host that does not know streaming answers with plain JSON. No line of an event stream begins with a brace
 * or bracket, so both are told apart by that and handed over whole.
 */
export function createEventStreamReader({ onData, onStray }: EventStreamHandlers): EventStreamReader {
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: (event) => onData(event.data) });
  let stray: string | undefined;
  let atLineStart = true;

  const take = (text: string): void => {
    if (text === '') return;
    if (stray !== undefined) {
      stray += text;
      return;
    }
    const place = strayPlace(text, atLineStart);
    if (place === -1) {
      const last = text.charCodeAt(text.length - 1);
      // White space before the first line leaves the reader at a line's start.
      atLineStart = last === 10 || last === 13 || (atLineStart && text.trim() === '');
      parser.feed(text);
    } else {
      if (place > 0) parser.feed(text.slice(0, place));
      stray = text.slice(place);
    }
  };

  return {
    feed: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => {
      take(decoder.decode());
      if (stray === undefined) parser.feed('\n\n');
      else onStray(stray);
    },
  };
}

const strayStart = /^\s*[[{]/;

/** Where text begins that cannot be a line of an event stream; -1 if nowhere. */
function strayPlace(text: string, atLineStart: boolean): number {
  if (atLineStart && strayStart.test(text)) return 0;
  const brace = text.indexOf('\n{');
  const bracket = text.indexOf('\n[');
  const place = brace === -1 || (bracket !== -1 && bracket < brace) ? bracket : brace;
  return place === -1 ? -1 : place + 1;
}
