import type { Sample } from '../statistics/sample.ts';

/**
 * Gathers values, as they come, into a sample for each owner: a target, or a pair of them. Every owner must be given a
 * value for the same places in the same order, undefined where there is none, so that their samples can be paired.
 */
export class SampleBook {
  readonly #clusters = new Map<string, Map<string, (number | undefined)[]>>();

  add(owner: string, cluster: string, value: number | undefined): void {
    const clusters = this.#clusters.get(owner) ?? new Map<string, (number | undefined)[]>();
    const values = clusters.get(cluster) ?? [];
    values.push(value);
    clusters.set(cluster, values);
    this.#clusters.set(owner, clusters);
  }

  /** An entry a cluster; empty for an owner that was given nothing. */
  sampleOf(owner: string): Sample {
    return [...(this.#clusters.get(owner)?.values() ?? [])];
  }

  /** Whether anything at all is known. */
  get hasValues(): boolean {
    const samples = [...this.#clusters.keys()].map((owner) => this.sampleOf(owner));
    return samples.some((sample) => sample.some((values) => values.some((value) => value !== undefined)));
  }
}
