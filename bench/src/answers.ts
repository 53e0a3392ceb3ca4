/** How many vectors an embeddings answer has, and how many floats each. */
export const VECTORS = 2_048;
export const DIMENSIONS = 1_536;

const text = 'The sea is calm tonight, the moon lies fair upon the straits.';
const usage = { prompt_tokens: 12, completion_tokens: 14, total_tokens: 26 };
const usageMetadata = { promptTokenCount: 12, candidatesTokenCount: 14, totalTokenCount: 26 };
const head = { id: 'chatcmpl-1', created: 1_760_000_000, model: 'bench-1', system_fingerprint: 'fp_1' };

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

export const completion: Buffer = bytes({
  ...head,
  object: 'chat.completion',
  choices: [
    { index: 0, message: { role: 'assistant', content: text, refusal: null }, logprobs: null, finish_reason: 'stop' },
  ],
  usage,
});

export const geminiContent: Buffer = bytes({
  candidates: [{ content: { parts: [{ text }], role: 'model' }, finishReason: 'STOP', index: 0 }],
  usageMetadata,
  modelVersion: 'bench-1',
  responseId: 'r1',
});

/** The text of chunk `place`: every chunk differs, and is as long as what a model says in one. */
const word = (place: number): string => ` word${place % 1_000}`;

const chunk = (delta: object, finish_reason: string | null) => ({
  ...head,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  usage: null,
});

const writers = {
  openai: (count: number): readonly string[] => [
    ...Array.from({ length: count }, (_, place) =>
      frame(chunk(place === 0 ? { role: 'assistant', content: word(place) } : { content: word(place) }, null), '\n'),
    ),
    frame(chunk({}, 'stop'), '\n'),
    'data: [DONE]\n\n',
  ],
  gemini: (count: number): readonly string[] =>
    Array.from({ length: count }, (_, place) => {
      const content = { parts: [{ text: word(place) }], role: 'model' };
      const last = place === count - 1 && { finishReason: 'STOP' };
      const answer = {
        candidates: [{ content, ...last, index: 0 }],
        usageMetadata,
        modelVersion: 'bench-1',
        responseId: 'r1',
      };
      return frame(answer, '\r\n');
    }),
} as const;

const frame = (value: unknown, lineEnd: string): string => `data: ${JSON.stringify(value)}${lineEnd}${lineEnd}`;

const written = new Map<string, readonly Buffer[]>();

/** The frames of a stream, written once. */
export function framesOf(wire: keyof typeof writers, count: number): readonly Buffer[] {
  const key = `${wire} ${count}`;
  const frames = written.get(key) ?? writers[wire](count).map((text) => Buffer.from(text));
  written.set(key, frames);
  return frames;
}

const vectorsWritten = new Map<string, Buffer>();

/** An answer with vectors, as lists of numbers or as base64 of little-endian floats. */
export function embeddings(format: 'float' | 'base64'): Buffer {
  const found = vectorsWritten.get(format);
  if (found) return found;
  const data = Array.from({ length: VECTORS }, (_, index) => {
    const floats = Float32Array.from({ length: DIMENSIONS }, (_, place) => Math.sin(index * DIMENSIONS + place) / 40);
    const embedding = format === 'base64' ? Buffer.from(floats.buffer).toString('base64') : Array.from(floats);
    return { object: 'embedding', index, embedding };
  });
  const body = bytes({ object: 'list', data, model: 'bench-1', usage: { prompt_tokens: 9, total_tokens: 9 } });
  vectorsWritten.set(format, body);
  return body;
}
