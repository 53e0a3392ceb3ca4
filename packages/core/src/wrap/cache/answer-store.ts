import type { FinishReason, OutputBase, Warning } from '../../contract/output.ts';
import { isJson } from '../../wire/json.ts';
import { kindOf } from '../../wire/kind-of.ts';
import { parseTagged, stringifyTagged } from '../tagged-json.ts';
import type { Store } from './memory-store.ts';

/** Reasons after which the same call would end no other way. A limit or an unknown end may have cut the answer. */
const wholeReasons: ReadonlySet<FinishReason> = new Set(['stop', 'tool-calls', 'content-filter']);

/** Answers in a store. A store that fails costs no call its answer; what went wrong is given as a warning. */
export class AnswerStore {
  readonly #store: Store;
  readonly #ttlMs: number | undefined;

  constructor(store: Store, ttlMs: number | undefined) {
    this.#store = store;
    this.#ttlMs = ttlMs;
  }

  /** The answers that were kept under a key, marked as cached. */
  async find(key: string, warnings: Warning[]): Promise<readonly OutputBase[] | undefined> {
    try {
      const kept = await this.#store.get(key);
      if (kept === undefined || kept === null) return undefined;
      const answers = read(kept);
      if (answers) return answers.map((answer) => ({ ...answer, meta: { ...answer.meta, cached: true } }));
      warnings.push(warning('what it had for this call is no answer and was removed'));
      await this.#store.delete(key);
    } catch (error) {
      warnings.push(warning(`it could not be read (${kindOf(error)})`));
    }
    return undefined;
  }

  /** Keeps answers that are whole, without `meta.raw`, which may be large and is of one call only. */
  async keep(key: string, answers: readonly OutputBase[], warnings: Warning[]): Promise<void> {
    if (!answers.every(isWhole)) return;
    try {
      const text = stringifyTagged(answers.map(({ meta: { raw: _, ...meta }, ...answer }) => ({ ...answer, meta })));
      await this.#store.set(key, text, this.#ttlMs);
    } catch (error) {
      warnings.push(warning(`it did not take the answer (${kindOf(error)})`));
    }
  }
}

/** A warning about the cache; says nothing of keys and contents. */
export const warning = (what: string): Warning => ({
  type: 'changed',
  setting: 'cache',
  message: `The cache was passed over: ${what}`,
});

const isWhole = (answer: OutputBase & { readonly finishReason?: FinishReason }): boolean =>
  answer.finishReason === undefined || wholeReasons.has(answer.finishReason);

function read(kept: unknown): readonly OutputBase[] | undefined {
  if (typeof kept !== 'string') return undefined;
  try {
    const answers = parseTagged(kept);
    return Array.isArray(answers) && answers.every(isOutput) ? answers : undefined;
  } catch {
    // Somebody else's text is no answer; the caller says so.
    return undefined;
  }
}

/** What is under a content address was written by this version of the library, so its frame is enough to check. */
const isOutput = (value: unknown): value is OutputBase =>
  isJson(value) && Array.isArray(value['warnings']) && isJson(value['meta']);
