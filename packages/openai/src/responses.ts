/**
 * The narrow door: chat over the Responses API and nothing else, for the smallest bundles.
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { defineProvider, type Platform } from '@x/core/adapter';
import { type OpenAIOptions, openaiBase } from './definition.ts';
import { withResponseErrors } from './responses/errors.ts';
import { responses } from './responses/index.ts';

export type { OpenAIOptions } from './definition.ts';

const create = defineProvider({
  ...openaiBase,
  errors: withResponseErrors(openaiBase.errors),
  tasks: (_: OpenAIOptions) => ({ chat: responses }),
});

/** Like `openai()` of the full door, with the chat row alone. */
export function openai(options?: OpenAIOptions, platform?: Platform): HttpProvider<'chat'> {
  return create(options, platform);
}
