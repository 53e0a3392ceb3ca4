import type { ChatInput } from '@x/core';
import { conversationOf, type RequestContext, vendorSettings } from '@x/core/adapter';
import { fitToModel } from '../models.ts';
import { writeConversation } from './conversation.ts';
import { writeFormat } from './format.ts';
import type { Json } from './json.ts';
import { writeReasoning, writeSampling, writeState } from './settings.ts';
import { writeTools } from './tools.ts';
import { withVendorSettings } from './vendor-settings.ts';

const PARAGRAPH = '\n\n';

/** The body of a request. `model` comes first, so that a router can read it from a short prefix. */
export async function writeBody(given: ChatInput, context: RequestContext): Promise<Json> {
  const input = fitToModel(given, context);
  const { text, instruction } = writeFormat(input, context);
  const settings = vendorSettings(input, context);
  // A response or conversation that the host has stored begins what is sent here.
  const goesOn = settings['previous_response_id'] !== undefined || settings['conversation'] !== undefined;
  const { instructions, input: items } = await writeConversation(conversationOf(input, context, goesOn), context);
  const body = {
    model: input.model,
    instructions: [instructions, instruction].filter(Boolean).join(PARAGRAPH) || undefined,
    input: items,
    ...writeSampling(input, context),
    ...writeTools(input, context),
    text,
    reasoning: writeReasoning(input),
    ...writeState(input),
    stream: context.streaming ? true : undefined,
  };
  return withVendorSettings(body, settings);
}
