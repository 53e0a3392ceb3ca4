/** Server-sent events read the plain way: the whole text at once, one block of lines an event. */

export interface ServerSentEvent {
  /** The `event:` field; '' when there is none. */
  readonly name: string;
  readonly data: string;
}

/**
 * The events of a finished body. A last event whose blank line the server left out counts. A block without any field
 * is JSON that a vendor wrote between the events (Gemini does so with an error); it is given as an unnamed event.
 */
export function readEvents(body: string): readonly ServerSentEvent[] {
  return body
    .replace(/^\uFEFF/, '')
    .split(/(?:\r\n|\n|\r){2,}/)
    .map(readBlock)
    .filter((event) => event.data !== '');
}

function readBlock(block: string): ServerSentEvent {
  const lines = block.split(/\r\n|\n|\r/);
  const valuesOf = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ''));
  const hasFields = lines.some((line) => /^(?:data|event|id|retry)?:/.test(line));
  return { name: valuesOf('event').at(-1) ?? '', data: hasFields ? valuesOf('data').join('\n') : block.trim() };
}
