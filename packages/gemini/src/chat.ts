/**
 * The narrow door: chat and nothing else, for the smallest bundles.
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { defineProvider, type Platform } from '@x/core/adapter';
import { type GeminiOptions, geminiBase } from './definition.ts';
import { chat } from './generate-content/index.ts';

export type { GeminiOptions } from './definition.ts';

const create = defineProvider({ ...geminiBase, tasks: (_: GeminiOptions) => ({ chat }) });

/** Like `gemini()` of the full door, with the chat row alone. */
export function gemini(options?: GeminiOptions, platform?: Platform): HttpProvider<'chat'> {
  return create(options, platform);
}
