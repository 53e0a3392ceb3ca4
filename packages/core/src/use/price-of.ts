/**
 * What an answer cost, by public price lists.
 *
 * @example
 * const { meta, usage } = await openai().run('chat', { model: 'gpt-5-mini', prompt: 'Hello' });
 * const price = priceOf(meta, usage); // { amount: 0.000021, currency: 'USD', … }, or undefined
 *
 * @packageDocumentation
 */
import { calcPrice } from '@pydantic/genai-prices';
import type { Meta, Usage } from '../contract/output.ts';

/** US dollars per million tokens. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
  /** Default: what `input` costs. */
  readonly cachedInput?: number | undefined;
}

/** Prices of one's own, by `provider:model`, or by `provider:*` for every other model of a provider. */
export type PriceTable = Readonly<Record<`${string}:${string}`, TokenPrice>>;

export interface Price {
  /** US dollars. */
  readonly amount: number;
  readonly input: number;
  readonly output: number;
  readonly currency: 'USD';
  /** Where the price comes from: your table, the data set, or a cache that answered instead of the vendor. */
  readonly source: 'given' | 'data-set' | 'cache';
  /** Of the data set: the day of its release, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
}

export interface PriceOptions {
  /** Goes before the data set: negotiated prices, models of one's own. */
  readonly prices?: PriceTable | undefined;
  /** When the call was made, for prices that have changed since. Default: now. */
  readonly at?: Date | undefined;
  /** Who was asked, as the data set spells it ('azure', 'groq', 'together', …). Default: from `meta.provider`. */
  readonly provider?: string | undefined;
}

/** The release of `@pydantic/genai-prices` 0.1.8, which is the version that this package was tested with. */
export const pricesDate = '2026-09-23';

/** Our provider ids, where the data set has another name. Behind Hugging Face's router the one who serves has the price. */
const dataSetNames: Readonly<Record<string, (model: string) => string>> = {
  gemini: () => 'google',
  hf: (model) => `huggingface_${model.split(':')[1] ?? ''}`,
};

/**
 * The price of one answer. An approximation: plans, batch discounts, tools and media are not in it.
 *
 * @returns undefined when nothing is known of the model's price or when the answer states no token counts; never 0 for
 *   what is not known.
 */
export function priceOf(
  meta: Pick<Meta, 'provider' | 'model' | 'cached'>,
  usage: Usage | undefined,
  options: PriceOptions = {},
): Price | undefined {
  if (meta.cached) return { amount: 0, input: 0, output: 0, currency: 'USD', source: 'cache' };
  const { inputTokens, outputTokens, cachedInputTokens = 0 } = usage ?? {};
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  const counts = { inputTokens, outputTokens, cachedInputTokens: Math.min(cachedInputTokens, inputTokens) };
  const given = options.prices?.[`${meta.provider}:${meta.model}`] ?? options.prices?.[`${meta.provider}:*`];
  return given ? givenPrice(given, counts) : listPrice(meta, usage, counts, options);
}

interface Counts {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
}

function givenPrice(price: TokenPrice, { inputTokens, outputTokens, cachedInputTokens }: Counts): Price {
  const cached = cachedInputTokens * (price.cachedInput ?? price.input);
  const input = ((inputTokens - cachedInputTokens) * price.input + cached) / 1e6;
  const output = (outputTokens * price.output) / 1e6;
  return { amount: input + output, input, output, currency: 'USD', source: 'given' };
}

function listPrice(
  { provider, model }: Pick<Meta, 'provider' | 'model'>,
  usage: Usage | undefined,
  { inputTokens, outputTokens, cachedInputTokens }: Counts,
  options: PriceOptions,
): Price | undefined {
  const providerId = options.provider ?? dataSetNames[provider]?.(model) ?? provider;
  const written = usage?.cacheWriteInputTokens;
  const found = calcPrice(
    {
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      cache_read_tokens: cachedInputTokens,
      ...(written !== undefined && { cache_write_tokens: Math.min(written, inputTokens - cachedInputTokens) }),
    },
    provider === 'hf' ? (model.split(':')[0] ?? model) : model,
    { providerId, ...(options.at && { timestamp: options.at }) },
  );
  // Models that are listed without a price for what was used are not free.
  if (!found || (found.total_price === 0 && inputTokens + outputTokens > 0)) return undefined;
  const { total_price: amount, input_price: input, output_price: output } = found;
  return { amount, input, output, currency: 'USD', source: 'data-set', date: pricesDate };
}
