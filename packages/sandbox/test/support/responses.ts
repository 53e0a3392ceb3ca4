import * as z from 'zod';
import type { Sandbox } from '../../src/index.ts';
import { parseJson } from '../../src/wire/read-json.ts';
import { framesOf, post } from './call.ts';

/** Where the Responses API is. */
export const responsesPath = '/openai/v1/responses';

/** A request about something long enough to be cut. */
export function ask(model: string, more: object = {}, own?: Sandbox): Promise<Response> {
  return post(responsesPath, { model, input: 'Tell me about rivers, mountains and the sea.', ...more }, own);
}

const frame = z.templateLiteral(['event: ', z.string(), '\ndata: ', z.string()]);
const event = z.looseObject({ type: z.string(), sequence_number: z.number() });

/** An event of a Responses stream. */
export type Event = z.infer<typeof event>;

/** The events of a stream, and what it ended with when it broke. Every name is checked to be its event's type. */
export async function eventsOf(
  response: Response,
): Promise<{ readonly events: readonly Event[]; readonly error?: unknown }> {
  const { frames, error } = await framesOf(response);
  const texts = frames
    .join('')
    .split('\n\n')
    .filter((text) => text !== '');
  const events = texts.map((text) => {
    const [name = '', ...data] = frame.parse(text).split('\ndata: ');
    const parsed = event.parse(parseJson(data.join('\ndata: '))?.value);
    if (name !== `event: ${parsed.type}`) throw new Error(`${name} is the name of an event of type ${parsed.type}`);
    return parsed;
  });
  return { events, error };
}
