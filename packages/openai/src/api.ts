import type { WireTask } from '@x/core/adapter';
import { chat, type OpenAIOptions as VendorOptions } from './definition.ts';
import { responses } from './responses/index.ts';

/** The protocol of a chat call: `/responses`, or `/chat/completions`, which other hosts know too. */
export type OpenAIApi = 'responses' | 'chat';

/** What `openai()` takes: what every HTTP provider takes, who is billed, and the protocol of chat. */
export interface OpenAIOptions extends VendorOptions {
  /** Default: `responses` at OpenAI's own hosts, `chat` with any other `baseUrl`. */
  readonly api?: OpenAIApi | undefined;
}

const rows: Readonly<Record<OpenAIApi, WireTask<'chat'>>> = { responses, chat };

/** Regional hosts are subdomains of this one. */
const ownHost = /^https:\/\/([a-z0-9-]+\.)?api\.openai\.com(:443)?(\/|$)/i;

/** Which protocol a provider speaks that was made with these options. */
function apiOf({ api, baseUrl }: OpenAIOptions): OpenAIApi {
  return api ?? (baseUrl === undefined || ownHost.test(baseUrl) ? 'responses' : 'chat');
}

/** The chat row of that protocol. */
export const chatRow = (options: OpenAIOptions): WireTask<'chat'> => rows[apiOf(options)];
