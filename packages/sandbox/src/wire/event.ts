/** One server-sent event with LF line ends, as OpenAI and most others send it. */
export function eventOf(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
