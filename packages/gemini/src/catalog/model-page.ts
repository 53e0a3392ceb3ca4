import type { ModelInfo, TaskName } from '@x/core';
import * as z from 'zod/mini';
import { bareName } from '../models.ts';

/** The fields that are read of what Google says of a model. */
export const ModelPage = z.object({
  name: z.string(),
  inputTokenLimit: z.optional(z.nullable(z.number())),
  outputTokenLimit: z.optional(z.nullable(z.number())),
  supportedGenerationMethods: z.optional(z.nullable(z.array(z.string()))),
});
export type ModelPage = z.infer<typeof ModelPage>;

/** The facts that Google states, in the words of the contract. */
export function modelInfo(page: ModelPage, raw: unknown, provider: string): ModelInfo {
  const { name, inputTokenLimit, outputTokenLimit } = page;
  const tasks = tasksOf(page);
  return {
    id: bareName(name),
    provider,
    ...(tasks[0] && { task: tasks[0], tasks }),
    served: true,
    ...(typeof inputTokenLimit === 'number' && { contextLength: inputTokenLimit }),
    ...(typeof outputTokenLimit === 'number' && { maxOutputTokens: outputTokenLimit }),
    raw,
  };
}

/** What each method is for, the best task first; a method that is not listed serves none of our tasks. */
const tasksByMethod: readonly {
  readonly method: string;
  readonly models: RegExp;
  readonly tasks: readonly TaskName[];
}[] = [
  { method: 'embedContent', models: /^/, tasks: ['embedding'] },
  { method: 'predict', models: /^imagen/, tasks: ['text-to-image'] },
  { method: 'generateContent', models: /-tts\b/, tasks: ['text-to-speech'] },
  { method: 'generateContent', models: /-image\b|^nano-banana/, tasks: ['text-to-image', 'chat'] },
  // Music, which is none of our tasks.
  { method: 'generateContent', models: /^lyria/, tasks: [] },
  // All of them listen.
  { method: 'generateContent', models: /^gemini-/, tasks: ['chat', 'automatic-speech-recognition'] },
  { method: 'generateContent', models: /^/, tasks: ['chat'] },
];

/** From the methods of a model, and its name where one method serves several tasks. */
function tasksOf({ name, supportedGenerationMethods }: ModelPage): readonly TaskName[] {
  const model = bareName(name);
  const row = tasksByMethod.find(
    ({ method, models }) => supportedGenerationMethods?.includes(method) && models.test(model),
  );
  return row?.tasks ?? [];
}
