import type { TaskName } from './task-map.ts';

// Typed as a record so that a task added to TaskMap and forgotten here does not compile.
const names: Readonly<Record<TaskName, true>> = {
  chat: true,
  'text-generation': true,
  summarization: true,
  translation: true,
  'text-classification': true,
  'zero-shot-classification': true,
  'token-classification': true,
  'question-answering': true,
  'table-question-answering': true,
  'fill-mask': true,
  'sentence-similarity': true,
  'text-ranking': true,
  embedding: true,
  moderation: true,
  'text-to-image': true,
  'image-to-image': true,
  'image-to-text': true,
  'image-classification': true,
  'zero-shot-image-classification': true,
  'object-detection': true,
  'image-segmentation': true,
  'visual-question-answering': true,
  'document-question-answering': true,
  'automatic-speech-recognition': true,
  'audio-classification': true,
  'text-to-speech': true,
};

/** Old pipeline names, and what vendors call the same thing. */
const spellings: Readonly<Record<string, TaskName>> = {
  'text2text-generation': 'text-generation',
  conversational: 'chat',
  'chat-completion': 'chat',
  'image-text-to-text': 'chat',
  'feature-extraction': 'embedding',
  embeddings: 'embedding',
  ner: 'token-classification',
  'sentiment-analysis': 'text-classification',
  vqa: 'visual-question-answering',
  asr: 'automatic-speech-recognition',
  'text-to-audio': 'text-to-speech',
};

/** Every task of the product. */
export const taskNames: readonly TaskName[] = Object.keys(names) as TaskName[];

/**
 * Reads a task name as people and vendors write it.
 *
 * @returns the task, or undefined for a name that means none of ours.
 */
export function parseTask(name: string): TaskName | undefined {
  const spelled = name.trim().toLowerCase().replaceAll('_', '-');
  if (Object.hasOwn(names, spelled)) return spelled as TaskName;
  // "translation_en_to_fr" is how pipelines name a language pair.
  if (/^translation-[a-z-]+-to-[a-z-]+$/.test(spelled)) return 'translation';
  return Object.hasOwn(spellings, spelled) ? spellings[spelled] : undefined;
}
