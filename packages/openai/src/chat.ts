/**
 * The narrow door: chat over Chat Completions and nothing else, for the smallest bundles.
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { defineProvider, type Platform } from '@x/core/adapter';
import { chat, type OpenAIOptions, openaiBase } from './definition.ts';

export type { OpenAIOptions } from './definition.ts';

const create = defineProvider({ ...openaiBase, tasks: (_: OpenAIOptions) => ({ chat }) });

/** Like `openai()` of the full door, with the chat row alone. */
export function openai(options?: OpenAIOptions, platform?: Platform): HttpProvider<'chat'> {
  return create(options, platform);
}
