import type { InputBase } from '../input.ts';
import type { MediaBytes, MediaInput } from '../media.ts';
import type { OutputBase } from '../output.ts';
import type {
  ChatEvent,
  ChatInput,
  ChatOutput,
  TextGenerationEvent,
  TextGenerationInput,
  TextGenerationOutput,
} from './chat.ts';
import type { AudioInput, Box, ImageInput, ImageSize } from './media.ts';
import type {
  Answer,
  Entity,
  Fill,
  LabelsOutput,
  TableAnswer,
  TextInput,
  TextOutput,
  TranslationInput,
} from './text.ts';

/** One row a task: a new task of the product starts with a line here. Names are Hugging Face's pipeline names. */
export interface TaskMap {
  chat: { input: ChatInput; output: ChatOutput; event: ChatEvent };
  'text-generation': { input: TextGenerationInput; output: TextGenerationOutput; event: TextGenerationEvent };
  summarization: { input: TextInput; output: TextOutput; event: never };
  translation: { input: TranslationInput; output: TextOutput; event: never };
  'text-classification': { input: TextInput; output: LabelsOutput; event: never };
  'zero-shot-classification': {
    input: TextInput & { readonly labels: readonly string[]; readonly multiLabel?: boolean | undefined };
    output: LabelsOutput;
    event: never;
  };
  'token-classification': {
    input: TextInput;
    output: OutputBase & { readonly entities: readonly Entity[] };
    event: never;
  };
  'question-answering': {
    input: InputBase & { readonly question: string; readonly context: string };
    output: OutputBase & { readonly answers: readonly Answer[] };
    event: never;
  };
  'table-question-answering': {
    input: InputBase & { readonly question: string; readonly table: Readonly<Record<string, readonly string[]>> };
    output: OutputBase & { readonly answers: readonly TableAnswer[] };
    event: never;
  };
  /** One list of fills for each mask in the text, in order. */
  'fill-mask': {
    input: TextInput;
    output: OutputBase & { readonly fills: readonly (readonly Fill[])[] };
    event: never;
  };
  /** Cosine-like scores, one for each sentence, in order. */
  'sentence-similarity': {
    input: InputBase & { readonly source: string; readonly sentences: readonly string[] };
    output: OutputBase & { readonly scores: readonly number[] };
    event: never;
  };
  'text-ranking': {
    input: InputBase & { readonly query: string; readonly documents: readonly string[] };
    output: OutputBase & { readonly ranking: readonly { readonly index: number; readonly score: number }[] };
    event: never;
  };
  /** One vector for each text, in order. */
  embedding: {
    input: InputBase & { readonly texts: readonly string[]; readonly dimensions?: number | undefined };
    output: OutputBase & { readonly vectors: readonly Float32Array[] };
    event: never;
  };
  moderation: { input: TextInput; output: LabelsOutput & { readonly flagged: boolean }; event: never };
  'text-to-image': {
    input: InputBase & {
      readonly prompt: string;
      readonly size?: ImageSize | undefined;
      readonly count?: number | undefined;
      readonly seed?: number | undefined;
    };
    output: OutputBase & { readonly images: readonly MediaBytes[] };
    event: never;
  };
  'image-to-image': {
    input: ImageInput & {
      readonly prompt?: string | undefined;
      readonly mask?: MediaInput | undefined;
      readonly size?: ImageSize | undefined;
    };
    output: OutputBase & { readonly images: readonly MediaBytes[] };
    event: never;
  };
  'image-to-text': { input: ImageInput; output: TextOutput; event: never };
  'image-classification': { input: ImageInput; output: LabelsOutput; event: never };
  'zero-shot-image-classification': {
    input: ImageInput & { readonly labels: readonly string[] };
    output: LabelsOutput;
    event: never;
  };
  'object-detection': {
    input: ImageInput;
    output: OutputBase & {
      readonly objects: readonly {
        readonly label: string;
        readonly score?: number | undefined;
        readonly box: Box;
      }[];
    };
    event: never;
  };
  /** `mask`: a PNG of the image's size, white where the segment is. */
  'image-segmentation': {
    input: ImageInput;
    output: OutputBase & {
      readonly segments: readonly {
        readonly label: string;
        readonly score?: number | undefined;
        readonly mask: MediaBytes;
      }[];
    };
    event: never;
  };
  'visual-question-answering': {
    input: ImageInput & { readonly question: string };
    output: OutputBase & { readonly answers: readonly Answer[] };
    event: never;
  };
  'document-question-answering': {
    input: ImageInput & { readonly question: string };
    output: OutputBase & { readonly answers: readonly Answer[] };
    event: never;
  };
  /** `start` and `end` in seconds. */
  'automatic-speech-recognition': {
    input: AudioInput & { readonly language?: string | undefined; readonly timestamps?: boolean | undefined };
    output: TextOutput & {
      readonly chunks?:
        | readonly { readonly text: string; readonly start: number; readonly end?: number | undefined }[]
        | undefined;
    };
    event: never;
  };
  'audio-classification': { input: AudioInput; output: LabelsOutput; event: never };
  'text-to-speech': {
    input: TextInput & { readonly voice?: string | undefined; readonly format?: string | undefined };
    output: OutputBase & { readonly audio: MediaBytes };
    event: never;
  };
}

export type TaskName = keyof TaskMap;
export type TaskInput<K extends TaskName> = TaskMap[K]['input'];
export type TaskOutput<K extends TaskName> = TaskMap[K]['output'];
export type TaskEvent<K extends TaskName> = TaskMap[K]['event'];
export type StreamingTask = { [K in TaskName]: [TaskEvent<K>] extends [never] ? never : K }[TaskName];
