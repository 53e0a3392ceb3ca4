import type { CandidateEntry } from '../candidate.ts';

/** Everything that is measured, by the name under which it stands in the tables. */
export const candidates = {
  'fetch-openai': { floor: 'fetch-openai', load: async () => (await import('./fetch.ts')).fetchOpenai },
  'fetch-gemini': { floor: 'fetch-gemini', load: async () => (await import('./fetch.ts')).fetchGemini },
  ky: { floor: 'fetch-openai', load: async () => (await import('./ky.ts')).kyOpenai },
  '@x/openai/chat': { floor: 'fetch-openai', load: async () => (await import('./x-openai-chat.ts')).xOpenaiChat },
  '@x/openai/chat + nodeFetch': {
    floor: 'fetch-openai',
    load: async () => (await import('./x-openai-undici.ts')).xOpenaiUndici,
  },
  '@x/openai': { floor: 'fetch-openai', load: async () => (await import('./x-openai.ts')).xOpenai },
  '@x/hf/chat': { floor: 'fetch-openai', load: async () => (await import('./x-hf-chat.ts')).xHfChat },
  '@x/gemini/chat': { floor: 'fetch-gemini', load: async () => (await import('./x-gemini-chat.ts')).xGeminiChat },
  openai: { floor: 'fetch-openai', load: async () => (await import('./openai.ts')).openaiClient },
  '@huggingface/inference': { floor: 'fetch-openai', load: async () => (await import('./huggingface.ts')).huggingFace },
  '@google/genai': { floor: 'fetch-gemini', load: async () => (await import('./genai.ts')).genai },
  'ai + @ai-sdk/openai': { floor: 'fetch-openai', load: async () => (await import('./ai-openai.ts')).aiOpenai },
  'ai + @ai-sdk/google': { floor: 'fetch-gemini', load: async () => (await import('./ai-google.ts')).aiGoogle },
  '@langchain/openai': { floor: 'fetch-openai', load: async () => (await import('./langchain.ts')).langchain },
} as const satisfies Readonly<Record<string, CandidateEntry>>;

export type CandidateName = keyof typeof candidates;

export const candidateNames = Object.keys(candidates).filter(isCandidateName);

export function isCandidateName(name: string): name is CandidateName {
  return Object.hasOwn(candidates, name);
}
