import type { HttpProviderOptions } from '@x/core';

/** What Hugging Face takes for chat, beside what every HTTP provider takes. */
export interface HfChatOptions extends HttpProviderOptions {
  /** Bills every call to this organisation or resource group, in place of the token's owner. */
  readonly billTo?: string | undefined;
  /**
   * Who serves chat: a provider's name as Hugging Face writes it ('together', 'cerebras', 'hf-inference'…), or 'auto'
   * (default), which leaves the choice to the router. Names are passed on, known or not. A model that carries a suffix
   * of its own (`org/model:groq`, `org/model:fastest`) keeps it. The other tasks are served by hf-inference.
   */
  readonly provider?: string | undefined;
}

/** What Hugging Face takes beside what every HTTP provider takes. */
export interface HfOptions extends HfChatOptions {
  /**
   * Refuses models under any other licence, before the call. Names are the Hub's: 'apache-2.0', 'mit', 'llama3.1'… or,
   * for one that it has no name for, the `license_name` of the model's card. The licence is looked up on the Hub, also
   * with a `baseUrl`; a model that is not there, states none, or cannot be looked up is refused too. Of several
   * licences each has to be allowed.
   */
  readonly licenses?: readonly string[] | undefined;
}

/** What became of an address that is no longer served. */
export interface Replaced {
  /** The host that was given and is gone. */
  readonly retiredHost?: string | undefined;
}

/** Options of chat in which an address that is no longer served has been replaced. */
export type HfChatSettings = HfChatOptions & Replaced;

/** Options in which an address that is no longer served has been replaced. */
export type HfSettings = HfOptions & Replaced;
