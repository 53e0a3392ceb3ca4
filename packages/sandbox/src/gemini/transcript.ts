import type { ChatAnswer } from '../chat/answer.ts';
import type { ChatPrompt } from '../chat/prompt.ts';
import { fromBase64 } from '../media/base64.ts';
import { countTokens } from '../text/tokens.ts';
import type { GenerateContentRequest, Part } from './messages.ts';

/** How a prompt asks for what is said in a recording. */
const asked = /\btranscri(?:be|pt|ption)\b|\bwrite down what is said\b/iu;

/**
 * What stands for a transcript where the last message has a sound and asks for one: a text that says what came, because
 * the sandbox does not listen. Undefined for every other request.
 */
export function transcriptOf({ contents }: GenerateContentRequest): string | undefined {
  const parts = contents?.at(-1)?.parts ?? [];
  const sound = parts.find(isSound);
  if (sound === undefined || !parts.some(({ text }) => asked.test(text ?? ''))) return undefined;
  const { inlineData, fileData } = sound;
  const type = inlineData?.mimeType ?? fileData?.mimeType ?? 'a sound';
  if (inlineData === undefined) return `[sandbox] An address of ${type} came, and nobody went there.`;
  return `[sandbox] ${fromBase64(inlineData.data ?? '')?.length ?? 0} bytes of ${type} came, and nobody listened.`;
}

function isSound({ inlineData, fileData }: Part): boolean {
  return /^audio\//u.test(inlineData?.mimeType ?? fileData?.mimeType ?? '');
}

/** A prompt that is about the transcript: JSON is filled from what the user said last. */
export function aboutTranscript(prompt: ChatPrompt, transcript: string | undefined): ChatPrompt {
  if (transcript === undefined || prompt.json === undefined) return prompt;
  const last = prompt.turns.findLastIndex(({ role }) => role === 'user');
  return {
    ...prompt,
    turns: prompt.turns.map((turn, index) => (index === last ? { ...turn, text: transcript } : turn)),
  };
}

/** An answer that is the transcript, unless it is JSON, was cut short or says nothing. */
export function withTranscript(answer: ChatAnswer, transcript: string | undefined, { json }: ChatPrompt): ChatAnswer {
  if (transcript === undefined || json !== undefined || answer.finish !== 'stop' || answer.text === '') return answer;
  return { ...answer, text: transcript, visibleTokens: countTokens(transcript) };
}
