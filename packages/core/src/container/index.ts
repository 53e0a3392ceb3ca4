/**
 * Composition for applications; the only door that loads tsyringe.
 *
 * @packageDocumentation
 */
export { type ComposeOptions, type Composition, compose, type ProviderFactory } from './compose.ts';
export { PLATFORM, PROVIDER, type Token } from './tokens.ts';
