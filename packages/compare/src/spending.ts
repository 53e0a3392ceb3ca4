import type { Usage } from '@x/core';
import type { CellResult } from './cell.ts';

/** What a target costs: US dollars for a million tokens, as its vendor states them. */
export interface Prices {
  readonly input: number;
  readonly output: number;
  /** For input that the vendor had in its cache; without it, a call that used the cache has no known cost. */
  readonly cachedInput?: number | undefined;
  /** For input that the vendor wrote to its cache; likewise. */
  readonly cacheWriteInput?: number | undefined;
  /** The day of these prices, for the run file. */
  readonly asOf?: string | undefined;
}

/** What a comparison may cost at most. Calls in flight when it is reached are finished. */
export interface Budget {
  /** US dollars; every target needs prices then. */
  readonly usd?: number | undefined;
  /** Tokens in and out. */
  readonly tokens?: number | undefined;
}

/** What a comparison has cost. */
export interface Spent {
  /** US dollars of the answers whose cost is known; absent when none is. */
  readonly usd?: number | undefined;
  /** Tokens in and out of the answers that state them. */
  readonly tokens: number;
  /** Answers, not from a cache, whose tokens or price are not known. */
  readonly unknown: number;
}

const million = 1_000_000;

/** US dollars for one answer; undefined where a count or a price that it takes is missing. */
export function costOf(usage: Usage | undefined, prices: Prices | undefined): number | undefined {
  const { inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteInputTokens = 0 } = usage ?? {};
  if (prices === undefined || inputTokens === undefined || outputTokens === undefined) return undefined;
  const cached = priced(cachedInputTokens, prices.cachedInput);
  const written = priced(cacheWriteInputTokens, prices.cacheWriteInput);
  if (cached === undefined || written === undefined) return undefined;
  const plain = Math.max(0, inputTokens - cachedInputTokens - cacheWriteInputTokens);
  return (plain * prices.input + outputTokens * prices.output + cached + written) / million;
}

const priced = (tokens: number, price: number | undefined): number | undefined => {
  if (tokens === 0) return 0;
  return price === undefined ? undefined : tokens * price;
};

/** Tokens in and out; undefined where the vendor states neither them nor their sum. */
export function tokensOf(usage: Usage | undefined): number | undefined {
  if (usage === undefined) return undefined;
  const { inputTokens, outputTokens, totalTokens } = usage;
  if (totalTokens !== undefined) return totalTokens;
  return inputTokens === undefined && outputTokens === undefined ? undefined : (inputTokens ?? 0) + (outputTokens ?? 0);
}

/** Adds up what a comparison costs and says when its budget is used up. */
export class Spending {
  readonly #budget: Budget;
  #usd: number | undefined;
  #tokens: number;
  #unknown: number;

  /** @param earlier what the same comparison has cost before */
  constructor(budget: Budget = {}, earlier: Spent = { tokens: 0, unknown: 0 }) {
    this.#budget = budget;
    this.#usd = earlier.usd;
    this.#tokens = earlier.tokens;
    this.#unknown = earlier.unknown;
  }

  /** Takes in one more result. Failures and answers from a cache cost nothing that is known. */
  add(result: CellResult): void {
    if (result.status === 'error' || result.meta.cached === true) return;
    const tokens = tokensOf(result.usage);
    this.#tokens += tokens ?? 0;
    if (result.usd !== undefined) this.#usd = (this.#usd ?? 0) + result.usd;
    if (tokens === undefined || (this.#budget.usd !== undefined && result.usd === undefined)) this.#unknown++;
  }

  /** What it has come to. */
  get spent(): Spent {
    return { usd: this.#usd, tokens: this.#tokens, unknown: this.#unknown };
  }

  /** Why nothing more may be asked, in a sentence; undefined while something may. */
  get exhausted(): string | undefined {
    const { usd, tokens } = this.#budget;
    if (usd !== undefined && (this.#usd ?? 0) >= usd) {
      return `The budget of $${usd} is used up: $${(this.#usd ?? 0).toFixed(4)} spent. Raise it to go on.`;
    }
    if (tokens !== undefined && this.#tokens >= tokens) {
      return `The budget of ${tokens} tokens is used up: ${this.#tokens} spent. Raise it to go on.`;
    }
    return undefined;
  }
}
