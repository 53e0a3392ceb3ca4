import { eventOf } from '../wire/event.ts';

/** Errors in a stream of the router: flat as the text-generation server sends them, and nested as OpenAI does. */
export const streamErrors = {
  error: eventOf({ error: 'Model is overloaded', error_type: 'overloaded' }),
  alternateError: eventOf({
    error: { message: 'The server had an error while processing your request.', type: 'server_error', code: null },
  }),
};
