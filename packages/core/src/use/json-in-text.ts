/** Places in a text from which JSON is looked for, so that a text of nothing but brackets costs no more than its length. */
const mostStarts = 64;

/** The JSON values in what a model wrote, likeliest first: all of it, then what is fenced, then what stands among words. */
export function* jsonInText(text: string): Iterable<unknown> {
  for (const piece of piecesOf(text)) {
    const parsed = parse(piece);
    if (parsed !== undefined) yield parsed.value;
  }
}

function* piecesOf(text: string): Iterable<string> {
  yield text;
  for (const [, fenced = ''] of text.matchAll(/```[^\n`]*\n([\s\S]*?)```/g)) yield fenced;
  yield* bracketed(text);
}

/** Each object or list that is not within another, brackets in strings passed over. */
function* bracketed(text: string): Iterable<string> {
  let from = 0;
  for (let starts = 0; starts < mostStarts; starts++) {
    const start = indexOfBracket(text, from);
    if (start === -1) return;
    const end = closingOf(text, start);
    if (end !== -1) yield text.slice(start, end);
    from = end === -1 ? start + 1 : end;
  }
}

function indexOfBracket(text: string, from: number): number {
  const found = text.slice(from).search(/[{[]/);
  return found === -1 ? -1 : from + found;
}

/** The place after the bracket that closes the one at `start`; -1 where none does. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let place = start; place < text.length; place++) {
    const character = text[place];
    if (quoted && character === '\\') place++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return place + 1;
  }
  return -1;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Words around an object are no JSON; the next piece may be.
    return undefined;
  }
}
