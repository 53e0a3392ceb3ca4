/** What the Hugging Face adapter's catalogue makes of a model's page on the Hub. */
import type { InferenceProvider } from '@x/core';
import type { Recorded } from './recordings.ts';
import type { ObservedFacts } from './witness/expectation.ts';

/** @throws Error when the adapter has no catalogue. */
export async function describeModel({ catalog }: InferenceProvider, { url }: Recorded): Promise<ObservedFacts> {
  if (catalog === undefined) throw new Error('the adapter has no catalogue');
  const { id, task, gated, license, served, servedBy, retired, tags } = await catalog.describe(modelOf(url));
  return { id, task, gated, license, served, servedBy, retired, tags };
}

/** The id in the address of a model's page. */
function modelOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice('/api/models/'.length));
}
