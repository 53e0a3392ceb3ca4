import { InferenceClient } from '@huggingface/inference';
import { sandbox } from '@x/sandbox';
import { hf } from '../src/index.ts';

const { fetch } = sandbox();

/** The vendor's own client, and ours, before the same server. */
export const official = new InferenceClient('hf_sandbox', { fetch, retry_on_error: false });
export const provider = hf({ apiKey: 'hf_sandbox', fetch, retry: { limit: 0 } });

/** Keeps the official client from asking who serves a model. */
export const served = { provider: 'hf-inference' } as const;

/** What both say to one and the same request, in the contract's shape. */
export interface Case {
  readonly theirs: () => Promise<unknown>;
  readonly ours: () => Promise<unknown>;
}

/** Labels without what the official client passes through beside them. */
export function labelled(labels: readonly { readonly label: string; readonly score: number }[]) {
  return labels.map(({ label, score }) => ({ label, score }));
}
