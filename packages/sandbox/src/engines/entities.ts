/** A named thing in a text; `text.slice(start, end)` is `word`. Offsets count UTF-16 units. */
export interface Entity {
  /** The type by the names of the CoNLL-2003 data set. */
  readonly type: 'PER' | 'ORG' | 'LOC';
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const tagOfType = { PER: 'people', ORG: 'organizations', LOC: 'places' } as const;

/**
 * The people, organisations and places that the compromise library finds in an English text, in order.
 * The library is loaded at the first call, because few users of the sandbox need it and it is not small.
 */
export async function findEntities(text: string): Promise<readonly Entity[]> {
  const { default: compromise } = await import('compromise');
  const document = compromise(text);
  const found = (['PER', 'ORG', 'LOC'] as const).flatMap((type) => {
    const mentions: unknown = document[tagOfType[type]]().out('array');
    // The library joins neighbours such as "Paris, France".
    return stringsOf(mentions)
      .flatMap((mention) => mention.split(','))
      .flatMap((mention) => placesOf(text, mention, type));
  });
  return withoutOverlap(found);
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function placesOf(text: string, mention: string, type: Entity['type']): readonly Entity[] {
  const word = mention.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (word === '') return [];
  const places: Entity[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length)) {
    places.push({ type, word, start, end: start + word.length });
  }
  return places;
}

function withoutOverlap(entities: readonly Entity[]): readonly Entity[] {
  const kept: Entity[] = [];
  const inOrder = [...entities].sort((left, right) => left.start - right.start || right.end - left.end);
  for (const entity of inOrder) {
    if (entity.start >= (kept.at(-1)?.end ?? 0)) kept.push(entity);
  }
  return kept;
}
