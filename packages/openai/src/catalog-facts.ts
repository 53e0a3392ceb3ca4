import type { ModelInfo, TaskName } from '@x/core';
import { isJson } from '@x/core/adapter';

interface NamedTasks {
  readonly models: RegExp;
  /** Best first; none of ours for a model of another kind. */
  readonly tasks: readonly TaskName[];
}

/** The list of models does not say what they do; their names do. The first row that fits decides. */
const named: readonly NamedTasks[] = [
  { models: /embed/i, tasks: ['embedding'] },
  { models: /moderation/i, tasks: ['moderation'] },
  { models: /^(gpt-image|chatgpt-image|dall-e-2)/, tasks: ['text-to-image', 'image-to-image'] },
  { models: /^dall-e/, tasks: ['text-to-image'] },
  { models: /(^|[-/])tts([-/]|$)/i, tasks: ['text-to-speech'] },
  { models: /whisper|transcribe/i, tasks: ['automatic-speech-recognition'] },
  { models: /realtime|translate|^(gpt-live|sora|babbage|davinci)|-instruct(-0914)?$/, tasks: [] },
  { models: /^(ft:)?(gpt|o\d|chatgpt|codex|computer-use)/, tasks: ['chat'] },
];

/** Tokens that fit in the prompt and the answer together, as hosts call them: OpenRouter and Together, Groq, vLLM, Mistral. */
const contextNames = ['context_length', 'context_window', 'max_model_len', 'max_context_length'];

interface Listed {
  readonly provider: string;
  /** Whether the models are OpenAI's, whose names are known. */
  readonly own: boolean;
  /** Milliseconds since the epoch. */
  readonly date: number;
}

/** The facts that an entry of the list states, in the words of the contract. */
export function modelInfo(raw: Readonly<Record<string, unknown>> & { readonly id: string }, listed: Listed): ModelInfo {
  const { id, shutdown_date: shutdown, active } = raw;
  const tasks = tasksOf(id, listed.own);
  const end = typeof shutdown === 'string' ? Date.parse(shutdown) : Number.NaN;
  const facts: Omit<ModelInfo, 'id' | 'provider'> = {
    task: tasks?.[0],
    tasks,
    served: typeof active === 'boolean' ? active : undefined,
    contextLength: positive(contextNames.map((name) => raw[name]).find(Boolean)),
    maxOutputTokens: positive(raw['max_completion_tokens'] ?? topProvider(raw)['max_completion_tokens']),
    retired: Number.isNaN(end) ? undefined : end <= listed.date,
  };
  const stated = Object.entries(facts).filter(([, fact]) => fact !== undefined);
  return { id, provider: listed.provider, ...Object.fromEntries(stated), raw };
}

/** A host that speaks this protocol serves chat, but for models whose names say otherwise. */
function tasksOf(id: string, own: boolean): readonly TaskName[] | undefined {
  const tasks = named.find(({ models }) => models.test(id))?.tasks;
  if (own) return tasks?.length === 0 ? undefined : tasks;
  return tasks?.length ? tasks : ['chat'];
}

/** Where OpenRouter puts what the best of its providers takes. */
const topProvider = ({ top_provider: best }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  isJson(best) ? best : {};

const positive = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined);
