import type { InputBase, MediaInput, TaskInput, TaskOutput } from '@x/core';
import { type ReplyContext, type RequestContext, toBase64, type WireRequest, type WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { type TaskParameters, taskBody } from './body.ts';
import { type ReadMedia, readInput } from './media-input.ts';

/** The tasks whose input is one image and whose answer is JSON. */
type ImageTask =
  | 'image-classification'
  | 'object-detection'
  | 'image-segmentation'
  | 'image-to-text'
  | 'zero-shot-image-classification';

/** The tasks whose input is one recording. */
type AudioTask = 'automatic-speech-recognition' | 'audio-classification';

/** How one task of this kind is written and read. */
export interface MediaCodec<K extends ImageTask | AudioTask> {
  /** The task's own settings, and the place to refuse an input that cannot be answered. */
  readonly parameters?: (input: TaskInput<K>, context: RequestContext) => TaskParameters;
  readonly read: (answer: unknown, input: TaskInput<K>, reply: ReplyContext) => TaskOutput<K> | Promise<TaskOutput<K>>;
}

/** Makes the row of a task about an image. */
export const imageTask = <K extends ImageTask>(router: Router, codec: MediaCodec<K>): WireTask<K> => ({
  request: async (input, context) => {
    const own = codec.parameters?.(input, context) ?? {};
    return mediaRequest(router, { media: await readImage(input.image, context), own, input, context });
  },
  read: codec.read,
});

/** Makes the row of a task about a recording. */
export const audioTask = <K extends AudioTask>(router: Router, codec: MediaCodec<K>): WireTask<K> => ({
  request: async (input, context) => {
    const own = codec.parameters?.(input, context) ?? {};
    const media = await readInput(input.audio, { kind: 'audio', name: 'audio' }, context);
    return mediaRequest(router, { media, own, input, context });
  },
  read: codec.read,
});

/** The image of an input. @throws InferenceError as `readInput` does. */
export const readImage = (image: MediaInput, context: RequestContext): Promise<ReadMedia> =>
  readInput(image, { kind: 'image', name: 'image' }, context);

interface MediaCall {
  readonly media: ReadMedia;
  readonly own: TaskParameters;
  readonly input: InputBase;
  readonly context: RequestContext;
}

/** The request about a medium: its bytes alone where nothing is set, else base64 beside the settings. */
export function mediaRequest(router: Router, { media, own, input, context }: MediaCall): WireRequest {
  const url = router.task(input.model, context);
  const { mediaType, bytes } = media;
  const { parameters } = taskBody(undefined, own, input, context);
  if (parameters !== undefined) return { url, json: { inputs: toBase64(bytes), parameters } };
  // A copy, since bytes may lie in memory that is shared between threads, which no Blob takes.
  const body = new Blob([new Uint8Array(bytes)], { type: mediaType });
  return { url, body, headers: { 'content-type': mediaType } };
}
