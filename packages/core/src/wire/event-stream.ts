import { createParser } from 'eventsource-parser';

export interface EventStreamHandlers {
  /** One event's data, joined if it came in several lines. */
  onData(data: string): void;
  /** What stood in the body that is no event: JSON without `data:`, parsed. */
  onStray(json: unknown): void;
}

export interface EventStreamReader {
  feed(bytes: Uint8Array): void;
  /** To be called when the body ended: an event whose blank line is missing is still an event. */
  end(): void;
  /** Whether the body ended in the middle of JSON that is no event. */
  readonly cutJson: boolean;
}

/**
 * Turns the bytes of a server-sent-events body into its events, wherever the bytes were cut.
 *
 * A vendor that fails in mid-stream may write a JSON error between the events without the `data:` that would make it
 * one, and a host that does not know streaming answers with plain JSON. No line of an event stream begins with a brace
 * or bracket, so both are told apart by that; they end with a blank line or with the body.
 */
export function createEventStreamReader({ onData, onStray }: EventStreamHandlers): EventStreamReader {
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: (event) => onData(event.data) });
  let stray = '';
  let atLineStart = true;
  let cutJson = false;

  const take = (text: string): void => {
    if (stray !== '') {
      takeStray(text);
      return;
    }
    const place = strayPlace(text, atLineStart);
    const own = place === -1 ? text : text.slice(0, place);
    if (own !== '') {
      parser.feed(own);
      const last = own.charCodeAt(own.length - 1);
      // White space before the first line leaves the reader at a line's start.
      atLineStart = last === 10 || last === 13 || (atLineStart && own.trim() === '');
    }
    if (place !== -1) takeStray(text.slice(place));
  };

  /** JSON may hold blank lines itself, so one ends it only where what came before is whole. */
  const takeStray = (text: string): void => {
    const searched = Math.max(0, stray.length - 3);
    stray += text;
    blankLine.lastIndex = searched;
    for (let blank = blankLine.exec(stray); blank; blank = blankLine.exec(stray)) {
      const json = parse(stray.slice(0, blank.index));
      if (json === undefined) continue;
      const rest = stray.slice(blankLine.lastIndex);
      stray = '';
      atLineStart = true;
      onStray(json);
      take(rest);
      return;
    }
  };

  return {
    feed: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => {
      take(decoder.decode());
      parser.feed('\n\n');
      const json = parse(stray);
      // What is cut off in the middle says nothing; the missing terminal marker does.
      if (json !== undefined) onStray(json);
      else cutJson = stray !== '';
    },
    get cutJson() {
      return cutJson;
    },
  };
}

const blankLine = /\r\n\r\n|\n\n/g;
const strayStart = /^\s*(?=[[{])/;

/** Where text begins that cannot be a line of an event stream; -1 if nowhere. */
function strayPlace(text: string, atLineStart: boolean): number {
  const blank = atLineStart ? strayStart.exec(text) : null;
  if (blank) return blank[0].length;
  const brace = text.indexOf('\n{');
  const bracket = text.indexOf('\n[');
  const place = brace === -1 || (bracket !== -1 && bracket < brace) ? bracket : brace;
  return place === -1 ? -1 : place + 1;
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
