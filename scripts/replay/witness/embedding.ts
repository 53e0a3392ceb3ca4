/**
 * Reads vectors from a feature-extraction answer, whose depth tells what it is: numbers for one text, a list of
 * vectors for several, and one level more where a model without pooling gave a vector for every token.
 */
import type { ExpectedFacts } from './expectation.ts';
import { at, listAt } from './json.ts';

type Vector = readonly number[];

export function expectEmbedding(body: unknown, texts: number): ExpectedFacts {
  const entries = listAt(body, 'data');
  const vectors = entries.length > 0 ? entries.map((entry) => listAt(entry, 'embedding')) : body;
  const depth = depthOf(vectors);
  return { vectors: depth === 1 ? [[rounded(vectors)]] : readingsOfDepth(vectors, depth, texts) };
}

/** What comes for each text is a vector, or vectors of tokens, alone or wrapped once more. */
function readingsOfDepth(vectors: unknown, depth: number, texts: number): readonly unknown[] {
  if (depth === 2 && listAt(vectors).length === texts) return [listAt(vectors).map(rounded)];
  if (depth === 2) return [[mean(listAt(vectors))]];
  const perText = listAt(vectors).map((answer) => (depth === 4 ? listAt(answer, 0) : listAt(answer)));
  // A vector for a text of many tokens is their mean, as sentence encoders pool, or the first one's (BERT's own).
  return [perText.map(mean), perText.map((tokens) => rounded(tokens[0]))];
}

function depthOf(value: unknown): number {
  return Array.isArray(value) ? 1 + depthOf(at(value, 0)) : 0;
}

/** Adapters give 32-bit floats. */
function rounded(vector: unknown): Vector {
  return listAt(vector).map((value) => Math.fround(Number(value)));
}

function mean(tokens: readonly unknown[]): Vector {
  const width = listAt(tokens, 0).length;
  return Array.from({ length: width }, (_, column) => {
    const total = tokens.reduce<number>((sum, token) => sum + Number(at(token, column)), 0);
    return Math.fround(total / tokens.length);
  });
}
