import type { HttpProvider, HttpProviderOptions } from '@x/core';
import type { Difference } from './difference.ts';
import type { WireFixture } from './wires/wire-fixture.ts';

/** What the suite sets on a provider; everything else is left at its default. */
export type SubjectOptions = Pick<
  HttpProviderOptions,
  'fetch' | 'apiKey' | 'baseUrl' | 'timeout' | 'retry' | 'headers'
>;

/** Where the provider looks for its key when none is passed. */
export interface EnvironmentKey {
  /** The variable that is read first. */
  readonly name: string;
  /** The variables as the provider sees them: `process.env`. The suite sets one and puts it back. */
  readonly variables: Record<string, string | undefined>;
}

/** A provider that is to be proved, and how its vendor behaves. */
export interface ProviderSubject {
  /** Stands at the beginning of every test's name. */
  readonly name: string;
  make(options: SubjectOptions): HttpProvider<'chat'>;
  /** A model that takes every setting that the provider takes. */
  readonly model: string;
  readonly wire: WireFixture;
  /** Each entry becomes a test whose name says so. What the wire lacks is added by itself. */
  readonly lacks?: readonly Difference[] | undefined;
  /** Needed unless 'environment-key' is in `lacks`. */
  readonly environment?: EnvironmentKey | undefined;
}
