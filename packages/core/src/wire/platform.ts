/**
 * Everything of the outside world that the libraries touch: environment, clocks, randomness, the global `fetch`.
 * It is handed on from here, so that a test or an application can put another in its place.
 */
export interface Platform {
  /** The value of an environment variable; undefined where there is no environment. */
  environment(name: string): string | undefined;
  /** Monotonic milliseconds, for durations. */
  now(): number;
  /** Milliseconds since the epoch, for HTTP dates. */
  date(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** An identifier that no other call will get. */
  randomId(): string;
  /** Looked up at each call, so that a replaced global takes effect. */
  fetch(input: string, init: RequestInit): Promise<Response>;
  /** Whether strangers can read what this process holds. */
  isBrowser(): boolean;
}

interface ProcessLike {
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export const ambientPlatform: Platform = {
  environment: (name) => (globalThis as { process?: ProcessLike }).process?.env?.[name],
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  randomId: () => crypto.randomUUID().replaceAll('-', ''),
  fetch: (input, init) => globalThis.fetch(input, init),
  isBrowser: () =>
    (typeof window === 'object' && typeof document === 'object') ||
    // A web worker has no window, but its origin and navigator are a browser's.
    ('importScripts' in globalThis && typeof navigator === 'object' && /^Mozilla\//.test(navigator.userAgent)),
};
