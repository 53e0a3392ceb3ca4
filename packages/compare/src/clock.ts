import { ambientPlatform } from '@x/core/adapter';

/** Monotonic milliseconds, for durations. */
export const now = (): number => ambientPlatform.now();

/** The time of day in ISO 8601, UTC. */
export const timestamp = (): string => new Date(ambientPlatform.date()).toISOString();
