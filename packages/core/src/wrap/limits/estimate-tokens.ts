/** What a token is, roughly, in English and in the tokenizers of today's models. */
const charactersPerToken = 4;

/** Fields whose texts are no part of what the model reads, or are counted by the vendor in ways of its own. */
const uncounted: ReadonlySet<string> = new Set([
  'model',
  'parameters',
  'providerOptions',
  'tools',
  'responseFormat',
  'media',
  'image',
  'audio',
  'mask',
  'providerMetadata',
]);

/**
 * A guess at the tokens that a call will take: its texts, and as many tokens as it allows the answer. Media and tool
 * definitions are not counted. Enough to keep a burst of calls from starting at once; the answer's usage corrects it.
 */
export function estimateTokens(input: object): number {
  const allowed = 'maxTokens' in input && typeof input.maxTokens === 'number' ? input.maxTokens : 0;
  return Math.ceil(charactersIn(input) / charactersPerToken) + allowed;
}

function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item), 0);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
  return Object.entries(value).reduce((sum, [name, item]) => sum + (uncounted.has(name) ? 0 : charactersIn(item)), 0);
}
