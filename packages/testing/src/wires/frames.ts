/** One event of an event stream, as OpenAI writes it: lines end in LF. */
export const dataFrame = (event: unknown): string => `data: ${JSON.stringify(event)}\n\n`;

/** The same as Google writes it: lines end in CRLF. */
export const crlfDataFrame = (event: unknown): string => `data: ${JSON.stringify(event)}\r\n\r\n`;
