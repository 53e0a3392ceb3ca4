import type { InferenceProvider, TaskName } from '@x/core';
import type { Recorded } from './recordings.ts';
import type { ObservedFacts } from './witness/expectation.ts';

/** Sends a recording through the Hugging Face adapter as one task; the facts are of the answer. */
type Call<K extends TaskName> = (hf: InferenceProvider<K>, recorded: Recorded) => Promise<ObservedFacts>;

/** One call for each of some tasks. */
export type Calls<K extends TaskName> = { readonly [Task in K]: Call<Task> };
