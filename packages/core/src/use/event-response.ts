/** How a chat stream is written as server-sent events by `toResponse` and read again by `fromResponse`. */

/**
 * The name of the event in which a failure is written; all others are unnamed. Not `error`, which is what a browser's
 * EventSource calls its own.
 */
export const failureEvent = 'failure';

/** A comment: it keeps proxies from closing a connection on which nothing comes, and every reader passes over it. */
export const heartbeat = ': still here\n\n';

/** Milliseconds after which a heartbeat is sent while nothing comes. Common proxies close after 30 s or 60 s. */
export const heartbeatMs = 15_000;

/** One event as it stands on the wire. JSON has no line breaks of its own, so one `data:` line is enough. */
export const frame = (data: string, name?: string): string =>
  name === undefined ? `data: ${data}\n\n` : `event: ${name}\ndata: ${data}\n\n`;
