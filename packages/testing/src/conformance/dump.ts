/** More than any error holds, so that a cycle that is missed does not run for ever. */
const DEEPEST = 12;

/**
 * Every text that can be got out of a value: own members whether enumerable or not, symbols, `cause`, the stack, the
 * entries of maps, sets and headers, and what `JSON.stringify` and `String` make of it.
 */
export function dump(value: unknown): string {
  const texts: string[] = [String(value), JSON.stringify(value) ?? ''];
  collect(value, texts, new Set(), 0);
  return texts.join('\n');
}

function collect(value: unknown, texts: string[], seen: Set<object>, depth: number): void {
  if (typeof value === 'string') texts.push(value);
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > DEEPEST) return;
  seen.add(value);
  if (value instanceof Headers || value instanceof Map || value instanceof Set) {
    for (const entry of value) collect(entry, texts, seen, depth + 1);
  }
  for (const name of Reflect.ownKeys(value)) {
    texts.push(String(name));
    collect(Reflect.get(value, name), texts, seen, depth + 1);
  }
}
