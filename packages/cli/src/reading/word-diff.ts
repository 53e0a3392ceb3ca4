import { diffArrays } from 'diff';

/** A piece of two texts: in both, only in the first, or only in the second. */
export interface WordChange {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

// Words as Unicode segments them, so that scripts without spaces are compared by word too.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/**
 * Changed words up to which two texts are compared. Work grows with its square: at this many it is still done within a
 * fraction of a second.
 */
const mostChanges = 1500;

/**
 * What differs between two texts, word by word; the pieces of each side make up its text. White space that stands
 * between two changes is part of them, so that a changed phrase is one change.
 *
 * @returns undefined for texts that have too little in common to be compared like that
 */
export function wordDiff(first: string, second: string): readonly WordChange[] | undefined {
  const changes = diffArrays(wordsOf(first), wordsOf(second), { maxEditLength: mostChanges });
  if (changes === undefined) return undefined;
  const phrases = new Phrases();
  for (const { added, removed, value } of changes) {
    phrases.add({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') });
  }
  return phrases.end();
}

/** Joins words that changed one after the other. */
class Phrases {
  readonly #ended: WordChange[] = [];
  #removed = '';
  #added = '';
  /** White space that may turn out to stand between two changes. */
  #held = '';

  add({ kind, text }: WordChange): void {
    const changing = this.#removed !== '' || this.#added !== '';
    if (kind === 'same' && changing && text.trim() === '') this.#held += text;
    else if (kind === 'same') this.#same(text);
    else this.#change(kind, text);
  }

  end(): readonly WordChange[] {
    this.#same('');
    return this.#ended;
  }

  #change(kind: 'removed' | 'added', text: string): void {
    this.#removed += this.#held + (kind === 'removed' ? text : '');
    this.#added += this.#held + (kind === 'added' ? text : '');
    this.#held = '';
  }

  #same(text: string): void {
    if (this.#removed !== '') this.#ended.push({ kind: 'removed', text: this.#removed });
    if (this.#added !== '') this.#ended.push({ kind: 'added', text: this.#added });
    const same = this.#held + text;
    if (same !== '') this.#ended.push({ kind: 'same', text: same });
    this.#removed = '';
    this.#added = '';
    this.#held = '';
  }
}
