/** One server-sent event with LF line ends, as OpenAI and most others send it. */
export function eventOf(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** One server-sent event that has a name too. */
export function namedEventOf(name: string, data: unknown): string {
  return `event: ${name}\n${eventOf(data)}`;
}
