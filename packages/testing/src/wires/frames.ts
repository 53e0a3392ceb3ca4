/** One event of an event stream, as OpenAI writes it: lines end in LF. */
export const dataFrame = (event: unknown): string => `data: ${JSON.stringify(event)}\n\n`;

/** The same as Google writes it: lines end in CRLF. */
export const crlfDataFrame = (event: unknown): string => `data: ${JSON.stringify(event)}\r\n\r\n`;

/** One event with its type as its name too, as the Responses API writes it. */
export const namedFrame = (event: NamedEvent): string => `event: ${event.type}\n${dataFrame(event)}`;

export type NamedEvent = { readonly type: string } & Readonly<Record<string, unknown>>;
