import type { ModelFacts } from './model-facts.ts';

const plain = { gated: false, conversational: false } as const;
/** The facts of a model of which nothing else is known. */
export const chat = { task: 'text-generation', gated: false, conversational: true } as const;

/**
 * Models whose facts the sandbox knows. Licences and gates are those of the real models in 2025; nothing hangs on
 * them but the answers of the Hub's stand-in.
 */
export const knownModels: ReadonlyMap<string, ModelFacts> = new Map<string, ModelFacts>([
  ['meta-llama/Llama-3.1-8B-Instruct', { ...chat, licence: 'llama3.1', gated: 'manual' }],
  ['google/gemma-2-2b-it', { ...chat, licence: 'gemma', gated: 'manual' }],
  ['Qwen/Qwen2.5-7B-Instruct', { ...chat, licence: 'apache-2.0' }],
  ['mistralai/Mistral-7B-Instruct-v0.3', { ...chat, licence: 'apache-2.0' }],
  ['openai/gpt-oss-20b', { ...chat, licence: 'apache-2.0' }],
  ['openai-community/gpt2', { ...plain, task: 'text-generation', licence: 'mit' }],
  ['gpt2', { ...plain, task: 'text-generation', licence: 'mit' }],
  ['google/flan-t5-small', { ...plain, task: 'text2text-generation', licence: 'apache-2.0' }],
  ['facebook/bart-large-cnn', { ...plain, task: 'summarization', licence: 'mit' }],
  ['Helsinki-NLP/opus-mt-en-fr', { ...plain, task: 'translation', licence: 'apache-2.0', targetLanguage: 'fr' }],
  ['Helsinki-NLP/opus-mt-en-de', { ...plain, task: 'translation', licence: 'apache-2.0', targetLanguage: 'de' }],
  ['google-t5/t5-small', { ...plain, task: 'translation', licence: 'apache-2.0', targetLanguage: 'de' }],
  [
    'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
    { ...plain, task: 'text-classification', licence: 'apache-2.0', labels: ['NEGATIVE', 'POSITIVE'] },
  ],
  [
    'cardiffnlp/twitter-roberta-base-sentiment-latest',
    { ...plain, task: 'text-classification', licence: 'cc-by-4.0', labels: ['negative', 'neutral', 'positive'] },
  ],
  [
    'nlptown/bert-base-multilingual-uncased-sentiment',
    {
      ...plain,
      task: 'text-classification',
      licence: 'mit',
      labels: ['1 star', '2 stars', '3 stars', '4 stars', '5 stars'],
    },
  ],
  ['facebook/bart-large-mnli', { ...plain, task: 'zero-shot-classification', licence: 'mit' }],
  ['dslim/bert-base-NER', { ...plain, task: 'token-classification', licence: 'mit' }],
  ['dbmdz/bert-large-cased-finetuned-conll03-english', { ...plain, task: 'token-classification' }],
  ['deepset/roberta-base-squad2', { ...plain, task: 'question-answering', licence: 'cc-by-4.0' }],
  ['google-bert/bert-base-uncased', { ...plain, task: 'fill-mask', licence: 'apache-2.0', maskToken: '[MASK]' }],
  ['FacebookAI/roberta-base', { ...plain, task: 'fill-mask', licence: 'mit', maskToken: '<mask>' }],
  [
    'sentence-transformers/all-MiniLM-L6-v2',
    { ...plain, task: 'sentence-similarity', licence: 'apache-2.0', dimensions: 384 },
  ],
  ['BAAI/bge-small-en-v1.5', { ...plain, task: 'feature-extraction', licence: 'mit', dimensions: 384 }],
  ['intfloat/multilingual-e5-large', { ...plain, task: 'feature-extraction', licence: 'mit', dimensions: 1024 }],
  [
    'facebook/bart-base',
    { ...plain, task: 'feature-extraction', licence: 'apache-2.0', dimensions: 768, pooled: false },
  ],
  ['google/tapas-base-finetuned-wtq', { ...plain, task: 'table-question-answering', licence: 'apache-2.0' }],
  ['cross-encoder/ms-marco-MiniLM-L6-v2', { ...plain, task: 'text-ranking', licence: 'apache-2.0' }],
  ['BAAI/bge-reranker-base', { ...plain, task: 'text-ranking', licence: 'mit' }],
  [
    'google/vit-base-patch16-224',
    {
      ...plain,
      task: 'image-classification',
      licence: 'apache-2.0',
      labels: ['tabby, tabby cat', 'golden retriever', 'bicycle', 'sports car', 'coffee mug', 'seashore', 'daisy'],
    },
  ],
  ['openai/clip-vit-base-patch32', { ...plain, task: 'zero-shot-image-classification' }],
  ['openai/clip-vit-large-patch14-336', { ...plain, task: 'zero-shot-image-classification' }],
  ['facebook/detr-resnet-50', { ...plain, task: 'object-detection', licence: 'apache-2.0' }],
  ['facebook/detr-resnet-50-panoptic', { ...plain, task: 'image-segmentation', licence: 'apache-2.0' }],
  ['nlpconnect/vit-gpt2-image-captioning', { ...plain, task: 'image-to-text', licence: 'apache-2.0' }],
  ['dandelin/vilt-b32-finetuned-vqa', { ...plain, task: 'visual-question-answering', licence: 'apache-2.0' }],
  ['impira/layoutlm-document-qa', { ...plain, task: 'document-question-answering', licence: 'mit' }],
  ['naver-clova-ix/donut-base-finetuned-docvqa', { ...plain, task: 'document-question-answering', licence: 'mit' }],
  ['black-forest-labs/FLUX.1-schnell', { ...plain, task: 'text-to-image', licence: 'apache-2.0' }],
  ['black-forest-labs/FLUX.1-dev', { ...plain, task: 'text-to-image', licence: 'other', gated: 'auto' }],
  ['stabilityai/stable-diffusion-xl-base-1.0', { ...plain, task: 'text-to-image', licence: 'openrail++' }],
  ['timbrooks/instruct-pix2pix', { ...plain, task: 'image-to-image', licence: 'mit' }],
  ['espnet/kan-bayashi_ljspeech_vits', { ...plain, task: 'text-to-speech', licence: 'cc-by-4.0' }],
  ['facebook/mms-tts-eng', { ...plain, task: 'text-to-speech', licence: 'cc-by-nc-4.0' }],
  ['openai/whisper-large-v3', { ...plain, task: 'automatic-speech-recognition', licence: 'apache-2.0' }],
  ['facebook/wav2vec2-large-960h-lv60-self', { ...plain, task: 'automatic-speech-recognition', licence: 'apache-2.0' }],
  [
    'superb/hubert-large-superb-er',
    { ...plain, task: 'audio-classification', licence: 'apache-2.0', labels: ['neu', 'hap', 'ang', 'sad'] },
  ],
]);

/** Models that only the sandbox has: those whose faults the Hub knows of, too. */
export const faultModels: ReadonlyMap<string, ModelFacts> = new Map<string, ModelFacts>([
  ['sandbox/gated', { ...chat, gated: 'manual' }],
  ['sandbox/410', { ...chat, served: false }],
  ['sandbox/not-served', { ...chat, served: false }],
]);

/** Old ids of models that have been renamed; the Hub redirects to the new ones. */
export const renamedModels: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'bert-base-uncased': 'google-bert/bert-base-uncased',
    'roberta-base': 'FacebookAI/roberta-base',
    't5-small': 'google-t5/t5-small',
    'meta-llama/Meta-Llama-3.1-8B-Instruct': 'meta-llama/Llama-3.1-8B-Instruct',
  }),
);
