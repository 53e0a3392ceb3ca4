import { ambientPlatform } from '@x/core/adapter';

/** The time, as the engine sees it. */
export interface Clock {
  /** Monotonic milliseconds, for durations. */
  now(): number;
  /** Milliseconds since the epoch. */
  date(): number;
  /** Resolves after so many milliseconds, or when the signal comes. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const ambientClock: Clock = {
  now: () => ambientPlatform.now(),
  date: () => ambientPlatform.date(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
    }),
};

/** The time of day in ISO 8601, UTC. */
export const timestamp = (clock: Clock = ambientClock): string => new Date(clock.date()).toISOString();
