/**
 * Wrappers: a provider in, a provider out. Each works for `run` and `stream`, over a registry too, and in any order.
 *
 * @packageDocumentation
 */
export type { Store } from './cache/memory-store.ts';
export { type CacheOptions, withCache } from './cache/with-cache.ts';
export { type FallbackOptions, withFallback } from './fallback/with-fallback.ts';
export { type LimitOptions, withLimits } from './limits/with-limits.ts';
export { type TelemetryOptions, withTelemetry } from './telemetry/with-telemetry.ts';
export { type Hooks, withHooks } from './with-hooks.ts';
