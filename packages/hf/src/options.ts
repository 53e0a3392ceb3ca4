import type { HttpProviderOptions } from '@x/core';

/** What Hugging Face takes beside what every HTTP provider takes. */
export interface HfOptions extends HttpProviderOptions {
  /** Bills every call to this organisation or resource group, in place of the token's owner. */
  readonly billTo?: string | undefined;
  /**
   * Who serves chat: a provider's name as Hugging Face writes it ('together', 'cerebras', 'hf-inference'…), or 'auto'
   * (default), which leaves the choice to the router. Names are passed on, known or not. A model that carries a suffix
   * of its own (`org/model:groq`, `org/model:fastest`) keeps it. The other tasks are served by hf-inference.
   */
  readonly provider?: string | undefined;
}

/** Options in which an address that is no longer served has been replaced. */
export interface HfSettings extends HfOptions {
  /** The host that was given and is gone. */
  readonly retiredHost?: string | undefined;
}
