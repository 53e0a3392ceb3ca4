import { generateText, type LanguageModel, streamText } from 'ai';
import { type Candidate, prompt, type Target } from '../candidate.ts';

/** The AI SDK, over the adapter of a vendor. */
export function throughAi(model: (target: Target) => LanguageModel): Required<Pick<Candidate, 'call' | 'stream'>> {
  const asked = (target: Target, signal: AbortSignal | undefined) => ({
    model: model(target),
    prompt,
    maxRetries: 0,
    ...(signal && { abortSignal: signal }),
  });
  return {
    call: async (target, signal) => (await generateText(asked(target, signal))).text,
    stream: (target, signal) => streamText(asked(target, signal)).textStream,
  };
}
