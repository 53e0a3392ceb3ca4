import { chat, faultModels, knownModels, renamedModels } from './known-models.ts';

/** What the Hub says of a model, as far as the sandbox stands in for it. */
export interface ModelFacts {
  readonly task: string;
  /** An SPDX-like name as the Hub's `license:` tags have it. */
  readonly licence?: string;
  readonly gated: false | 'auto' | 'manual';
  /** Whether the model holds conversations; then the router serves it too. */
  readonly conversational: boolean;
  /** What stands for the masked word. */
  readonly maskToken?: string;
  /** The labels of a classifier; of one of sentiment from the most unpleasant to the most pleasant. */
  readonly labels?: readonly string[];
  /** The length of the model's vectors. */
  readonly dimensions?: number;
  /** `false` when the model gives a vector for each token instead of one for the text. */
  readonly pooled?: boolean;
  /** The language into which a translation model translates, by its ISO 639-1 code. */
  readonly targetLanguage?: string;
  /** `false` when no provider serves the model. */
  readonly served?: false;
}

/** Words in the names of models that tell their task, the first match first. */
const taskByName: readonly (readonly [name: RegExp, task: string])[] = [
  [/whisper|wav2vec2|\basr\b|speech-recognition/iu, 'automatic-speech-recognition'],
  [/\btts\b|speecht5|vits\b|text-to-speech/iu, 'text-to-speech'],
  [/audioset|superb|hubert|audio-classification/iu, 'audio-classification'],
  [/panoptic|segment|segformer|mask2former/iu, 'image-segmentation'],
  [/\bdetr\b|yolo|object-detection/iu, 'object-detection'],
  [/docvqa|document-qa|layoutlm/iu, 'document-question-answering'],
  [/\bvqa\b|\bvilt\b/iu, 'visual-question-answering'],
  [/caption|\bblip\b|image-to-text/iu, 'image-to-text'],
  [/\bclip\b|siglip/iu, 'zero-shot-image-classification'],
  [/pix2pix|img2img|image-to-image|kontext/iu, 'image-to-image'],
  [/stable-diffusion|\bsdxl\b|\bflux\b|text-to-image/iu, 'text-to-image'],
  [/\bvit\b|resnet|convnext|image-classification/iu, 'image-classification'],
  [/tapas|tapex|table-q/iu, 'table-question-answering'],
  [/rerank|cross-encoder|ms-marco/iu, 'text-ranking'],
  [/sentiment|sst-?2|emotion|toxic/iu, 'text-classification'],
  [/mnli|xnli|zero-?shot/iu, 'zero-shot-classification'],
  [/\bner\b|conll|gliner/iu, 'token-classification'],
  [/squad|\bqa\b/iu, 'question-answering'],
  [/summar|cnn|xsum|pegasus/iu, 'summarization'],
  [/opus-mt|nllb|translat|\bt5-(?:small|base|large)/iu, 'translation'],
  [/minilm|\bbge\b|\be5\b|\bgte\b|embed|sentence/iu, 'feature-extraction'],
  [/flan|t5/iu, 'text2text-generation'],
  [/bert/iu, 'fill-mask'],
];

/** The ids of the models whose facts the sandbox knows. */
export const knownModelIds: readonly string[] = [...knownModels.keys()];

/**
 * The facts of a model, also under an id that it had before; an unknown one is judged by its name, and taken for a chat
 * model when that says nothing.
 */
export function factsOf(id: string): ModelFacts {
  const known = knownModels.get(renamedModels.get(id) ?? id) ?? faultModels.get(id);
  if (known !== undefined) return known;
  const task = taskByName.find(([name]) => name.test(id))?.[1];
  return task === undefined ? chat : { task, gated: false, conversational: false };
}

/** Whether the facts of a model are known rather than judged by its name. */
export function isKnownModel(id: string): boolean {
  return knownModels.has(renamedModels.get(id) ?? id);
}
