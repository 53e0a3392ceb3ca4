const OPEN = '<think>';
const CLOSE = '</think>';

type State = 'before' | 'opened' | 'thinking' | 'closed' | 'answer';

/**
 * Open models write what they think before their answer, between <think> and </think>, as if it were the answer.
 * Tells the two apart in a text that comes in pieces; a tag that stands anywhere but at the beginning is the answer's.
 * The blank around a thought belongs neither to it nor to the answer.
 */
export class ThinkingSplitter {
  readonly #reasoning: (text: string) => void;
  readonly #answer: (text: string) => void;
  #state: State = 'before';
  #held = '';

  constructor(reasoning: (text: string) => void, answer: (text: string) => void) {
    this.#reasoning = reasoning;
    this.#answer = answer;
  }

  push(text: string): void {
    this.#held += text;
    for (;;) {
      const next = this.#step();
      if (next === this.#state) return;
      this.#state = next;
    }
  }

  /** Hands on what was held back in case a tag would follow. */
  end(): void {
    if (this.#state === 'thinking') this.#hand(this.#reasoning, this.#held.trimEnd().length);
    else if (this.#state === 'before') this.#hand(this.#answer, this.#held.length);
  }

  /** Does with the held text what the state asks for; the state that it leads to. */
  #step(): State {
    switch (this.#state) {
      case 'before': {
        const start = this.#held.trimStart();
        if (OPEN.startsWith(start) && start !== OPEN) return 'before';
        if (!start.startsWith(OPEN)) return 'answer';
        this.#held = start.slice(OPEN.length);
        return 'opened';
      }
      case 'opened':
        return this.#skipBlank('opened', 'thinking');
      case 'thinking': {
        const end = this.#held.indexOf(CLOSE);
        if (end === -1) {
          this.#hand(this.#reasoning, this.#held.length - closingLength(this.#held));
          return 'thinking';
        }
        const rest = this.#held.slice(end + CLOSE.length);
        this.#hand(this.#reasoning, this.#held.slice(0, end).trimEnd().length);
        this.#held = rest;
        return 'closed';
      }
      case 'closed':
        return this.#skipBlank('closed', 'answer');
      case 'answer':
        this.#hand(this.#answer, this.#held.length);
        return 'answer';
    }
  }

  #skipBlank(state: State, next: State): State {
    this.#held = this.#held.trimStart();
    return this.#held === '' ? state : next;
  }

  #hand(to: (text: string) => void, length: number): void {
    to(this.#held.slice(0, length));
    this.#held = this.#held.slice(length);
  }
}

/** How much of the end of `text` may be the beginning of the closing tag, with the blank before it. */
function closingLength(text: string): number {
  let tag = Math.min(text.length, CLOSE.length - 1);
  while (tag > 0 && !CLOSE.startsWith(text.slice(text.length - tag))) tag--;
  return text.length - text.slice(0, text.length - tag).trimEnd().length;
}
