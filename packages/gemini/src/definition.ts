import type { HttpProviderOptions } from '@x/core';
import { headerKey, type KeyRules } from '@x/core/adapter';
import { geminiErrors } from './errors.ts';

/** What `gemini()` takes: what every HTTP provider takes, and nothing of its own. */
export interface GeminiOptions extends HttpProviderOptions {}

/** The Developer API. Vertex AI lives at other hosts, with other credentials: give `baseUrl` and `headers` for it. */
const keys: KeyRules = {
  scheme: headerKey('x-goog-api-key'),
  environment: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  hosts: ['generativelanguage.googleapis.com'],
  page: 'https://aistudio.google.com/apikey',
};

/** What the full door and the narrow one share. */
export const geminiBase = {
  id: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  keys,
  errors: geminiErrors,
} as const;
