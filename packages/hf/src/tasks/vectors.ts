import type { ReplyContext } from '@x/core/adapter';

/**
 * One vector a text from every depth that feature extraction answers with: a vector; a vector a text; a vector a token
 * of each text; the last with a batch of one around each text; and `{ data: [{ index, embedding }] }`.
 *
 * Where a model gives a vector for every token, their mean is taken, as sentence encoders do, and a warning says so.
 * Read by hand and not by a schema: an answer of two thousand vectors has millions of numbers.
 *
 * @param count How many texts were sent.
 * @throws InferenceError 'bad-response' for anything else, and for another count of vectors.
 */
export function readVectors(body: unknown, count: number, reply: ReplyContext): readonly Float32Array[] {
  const answers = isListed(body) ? inOrder(body.data, reply) : body;
  const depth = depthOf(answers);
  if (!Array.isArray(answers) || depth === 0 || depth > 4) throw reply.unreadable('it holds no vectors');
  if (depth === 1) return ofEach([answers], count, (vector) => readVector(vector, reply), reply);
  const isOneTextOfTokens = depth === 2 && count === 1 && answers.length > 1;
  if (depth === 2 && !isOneTextOfTokens) return ofEach(answers, count, (vector) => readVector(vector, reply), reply);
  reply.warn({
    type: 'changed',
    setting: 'pooling',
    message: 'the model gave a vector for every token; the vector of a text is their mean',
  });
  const texts = isOneTextOfTokens ? [answers] : answers;
  return ofEach(texts, count, (text) => meanVector(depth === 4 ? unbatched(text, reply) : text, reply), reply);
}

interface Listed {
  readonly data: readonly unknown[];
}

const isListed = (body: unknown): body is Listed =>
  typeof body === 'object' && body !== null && 'data' in body && Array.isArray(body.data);

function inOrder(entries: Listed['data'], reply: ReplyContext): readonly unknown[] {
  const vectors = new Array<unknown>(entries.length);
  for (const [place, entry] of entries.entries()) {
    if (typeof entry !== 'object' || entry === null || !('embedding' in entry)) {
      throw reply.unreadable(`data.${place}.embedding is missing`);
    }
    const index = 'index' in entry && typeof entry.index === 'number' ? entry.index : place;
    vectors[index] = entry.embedding;
  }
  return vectors;
}

function ofEach(
  answers: readonly unknown[],
  count: number,
  read: (answer: unknown) => Float32Array,
  reply: ReplyContext,
): readonly Float32Array[] {
  if (answers.length !== count) {
    throw reply.unreadable(`${count} texts were sent and ${answers.length} vectors came back`);
  }
  return answers.map(read);
}

function depthOf(value: unknown): number {
  return Array.isArray(value) ? 1 + depthOf(value[0]) : 0;
}

function unbatched(batch: unknown, reply: ReplyContext): unknown {
  if (Array.isArray(batch) && batch.length === 1) return batch[0];
  throw reply.unreadable('a text has more than one list of tokens');
}

function readVector(values: unknown, reply: ReplyContext): Float32Array {
  if (!Array.isArray(values) || values.length === 0) throw reply.unreadable('a vector is missing or empty');
  const vector = new Float32Array(values.length);
  for (let place = 0; place < vector.length; place++) {
    const value: unknown = values[place];
    if (typeof value !== 'number') throw reply.unreadable('a vector holds something that is no number');
    vector[place] = value;
  }
  return vector;
}

function meanVector(tokens: unknown, reply: ReplyContext): Float32Array {
  if (!Array.isArray(tokens) || !Array.isArray(tokens[0])) throw reply.unreadable('a text has no tokens');
  const sum = new Float64Array(tokens[0].length);
  for (const token of tokens) addTo(sum, token, reply);
  return Float32Array.from(sum, (total) => total / tokens.length);
}

function addTo(sum: Float64Array, token: unknown, reply: ReplyContext): void {
  if (!Array.isArray(token) || token.length !== sum.length || sum.length === 0) {
    throw reply.unreadable('the vectors of the tokens are not of one length');
  }
  for (let place = 0; place < sum.length; place++) {
    const value: unknown = token[place];
    if (typeof value !== 'number') throw reply.unreadable('a vector holds something that is no number');
    sum[place] = (sum[place] ?? 0) + value;
  }
}
