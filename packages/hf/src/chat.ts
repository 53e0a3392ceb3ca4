/**
 * The narrow door: chat and nothing else, for the smallest bundles.
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { defineProvider, type Platform } from '@x/core/adapter';
import { chatRow } from './chat-row.ts';
import { hfBase } from './definition.ts';
import type { HfChatOptions, HfChatSettings } from './options.ts';
import { createRouter, settingsOf } from './routing.ts';

/** The options of the full door but `licenses`: what would look licences up is not in this one. */
export type HfOptions = HfChatOptions & { readonly licenses?: undefined };

const create = defineProvider({
  ...hfBase,
  tasks: (settings: HfChatSettings) => ({ chat: chatRow(createRouter(settings)) }),
});

/** Like `hf()` of the full door, with the chat row alone. */
export function hf(options?: HfOptions, platform?: Platform): HttpProvider<'chat'> {
  return create(settingsOf(options ?? {}), platform);
}
