const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Open models write what they think before their answer, between <think> and </think>, as if it were the answer.
 * Tells the two apart in a text that comes in pieces; a tag that stands anywhere but at the beginning is the answer's.
 */
export class ThinkingSplitter {
  readonly #reasoning: (text: string) => void;
  readonly #answer: (text: string) => void;
  #state: 'before' | 'thinking' | 'between' | 'answer' = 'before';
  #held = '';

  constructor(reasoning: (text: string) => void, answer: (text: string) => void) {
    this.#reasoning = reasoning;
    this.#answer = answer;
  }

  push(text: string): void {
    if (this.#state === 'answer') {
      this.#answer(text);
      return;
    }
    this.#held += text;
    if (this.#state === 'before') this.#begin();
    if (this.#state === 'thinking') this.#think();
    if (this.#state === 'between') this.#skipBlank();
  }

  /** Hands on what was held back in case a tag would follow. */
  end(): void {
    const held = this.#held;
    this.#held = '';
    if (this.#state === 'thinking') this.#reasoning(held);
    else if (this.#state === 'before') this.#answer(held);
  }

  #begin(): void {
    const start = this.#held.trimStart();
    if (start.startsWith(OPEN)) {
      this.#state = 'thinking';
      this.#held = start.slice(OPEN.length).replace(/^\n/, '');
    } else if (!OPEN.startsWith(start)) {
      this.#toAnswer(this.#held);
    }
  }

  #think(): void {
    const end = this.#held.indexOf(CLOSE);
    if (end === -1) {
      const keep = heldBack(this.#held);
      this.#reasoning(this.#held.slice(0, this.#held.length - keep));
      this.#held = this.#held.slice(this.#held.length - keep);
      return;
    }
    this.#reasoning(this.#held.slice(0, end).replace(/\n$/, ''));
    this.#held = this.#held.slice(end + CLOSE.length);
    this.#state = 'between';
  }

  /** The blank lines between thought and answer belong to neither. */
  #skipBlank(): void {
    const rest = this.#held.trimStart();
    if (rest !== '') this.#toAnswer(rest);
  }

  #toAnswer(text: string): void {
    this.#state = 'answer';
    this.#held = '';
    this.#answer(text);
  }
}

/** How much of the end of `text` may be the beginning of the closing tag, with the line break before it. */
function heldBack(text: string): number {
  for (let length = Math.min(text.length, CLOSE.length); length > 0; length--) {
    const tail = text.slice(text.length - length);
    if (CLOSE.startsWith(tail) || `\n${CLOSE}`.startsWith(tail)) return length;
  }
  return 0;
}
