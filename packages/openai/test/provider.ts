import { ambientPlatform, type Platform } from '@x/core/adapter';
import { type OpenAIOptions, openai } from '../src/index.ts';

/** A platform whose environment holds these variables and no others. */
export const platformWith = (environment: Readonly<Record<string, string>>, date = 0): Platform => ({
  ...ambientPlatform,
  environment: (name) => environment[name],
  date: () => date,
});

/** The full door, chat over Chat Completions, without the machine's own environment. */
export const provider = (options?: OpenAIOptions, platform = platformWith({})) =>
  openai({ api: 'chat', retry: { limit: 0 }, ...options }, platform);
