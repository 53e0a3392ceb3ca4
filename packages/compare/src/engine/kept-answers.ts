import type { Warning } from '@x/core';
import type { CellAnswer } from '../cell.ts';
import type { AnswerStore } from '../comparison.ts';
import { isPlainObject } from '../content/plain-object.ts';
import type { CallResult } from './run-cell.ts';

type Answered = Exclude<CallResult, { readonly status: 'error' }>;

/** What came of asking the cache: an answer, nothing, or the reason why it could not be asked. */
export type Kept = { readonly answer?: Answered; readonly warning?: Warning };

/**
 * The answer that a store keeps under a content key, marked as cached. What is no answer of ours counts as nothing; a
 * store that fails does too, with a warning, for a cache must not cost a cell.
 */
export async function keptAnswer(store: AnswerStore | undefined, key: string): Promise<Kept> {
  if (store === undefined) return {};
  try {
    const value = await store.get(key);
    return isAnswer(value) ? { answer: { ...value, meta: { ...value.meta, cached: true } } } : {};
  } catch {
    return { warning: cacheWarning('read') };
  }
}

/**
 * Keeps an answer. Refusals are not kept: the vendor's filter may decide otherwise next time. Nor are media, since
 * stores keep JSON; vectors are kept as lists of numbers.
 *
 * @returns the warning that belongs to the answer, where it could not be kept
 */
export async function keepAnswer(
  store: AnswerStore | undefined,
  key: string,
  answer: Answered,
): Promise<Warning | undefined> {
  if (store === undefined || answer.status !== 'ok') return undefined;
  const { raw: _, ...meta } = answer.meta;
  const output = asJson(answer.output);
  if (output === media) return undefined;
  try {
    await store.set(key, { ...answer, output, meta });
    return undefined;
  } catch {
    return cacheWarning('written to');
  }
}

/** Stands for what JSON has no word for. */
const media = Symbol('media');

function asJson(value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array) return Array.from(value);
  if (ArrayBuffer.isView(value) || value instanceof Blob) return media;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, asJson(inner)] as const);
  if (entries.some(([, inner]) => inner === media)) return media;
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const cacheWarning = (what: string): Warning => ({
  type: 'changed',
  setting: 'cache',
  message: `The cache could not be ${what}, so it was left out for this call.`,
});

function isAnswer(value: unknown): value is Answered {
  return (
    isPlainObject(value) &&
    value['status'] === ('ok' satisfies CellAnswer['status']) &&
    typeof value['text'] === 'string' &&
    Array.isArray(value['warnings']) &&
    isPlainObject(value['meta']) &&
    isPlainObject(value['meta']['timing'])
  );
}
