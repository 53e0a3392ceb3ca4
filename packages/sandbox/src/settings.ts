/** The three services whose wire protocols the sandbox speaks. */
export type Vendor = 'openai' | 'gemini' | 'hf';

/** What can be set on a sandbox. */
export interface SandboxOptions {
  /** Refuse requests without a key, as the vendors do. Default `true`; a key that contains "invalid" is always refused. */
  readonly requireKey?: boolean;
  /** Milliseconds that `sandbox/slow` waits before each frame. Default 200. */
  readonly slowFrameDelay?: number;
  /**
   * Milliseconds that `sandbox/429-retry-after` and `sandbox/503-loading` ask the client to wait. Default 1000.
   * The `Retry-After` header has whole seconds, so it says the next whole second.
   */
  readonly retryAfter?: number;
}

/** The options with their defaults filled in, and what one sandbox remembers. */
export interface SandboxSettings extends Required<SandboxOptions> {
  /** The `…-once` faults that have already happened, as `vendor model`. */
  readonly spentFaults: Set<string>;
}

/** Fills in the defaults. Every call makes a sandbox with a memory of its own. */
export function settingsOf(options: SandboxOptions): SandboxSettings {
  return {
    requireKey: options.requireKey ?? true,
    slowFrameDelay: options.slowFrameDelay ?? 200,
    retryAfter: options.retryAfter ?? 1000,
    spentFaults: new Set(),
  };
}
