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
  /** The labels of a sentiment classifier, from the most unpleasant to the most pleasant. */
  readonly labels?: readonly string[];
  /** The length of the model's vectors. */
  readonly dimensions?: number;
  /** `false` when the model gives a vector for each token instead of one for the text. */
  readonly pooled?: boolean;
  /** The language into which a translation model translates, by its ISO 639-1 code. */
  readonly targetLanguage?: string;
}

const plain = { gated: false, conversational: false } as const;
const chat = { task: 'text-generation', gated: false, conversational: true } as const;

/**
 * Models whose facts the sandbox knows. Licences and gates are those of the real models in 2025; nothing hangs on
 * them but the answers of the Hub's stand-in.
 */
const knownModels: ReadonlyMap<string, ModelFacts> = new Map<string, ModelFacts>([
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
]);

/** Words in the names of models that tell their task, the first match first. */
const taskByName: readonly (readonly [name: RegExp, task: string])[] = [
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

/** The facts of a model; an unknown one is judged by its name, and taken for a chat model when that says nothing. */
export function factsOf(id: string): ModelFacts {
  const known = knownModels.get(id);
  if (known !== undefined) return known;
  const task = taskByName.find(([name]) => name.test(id))?.[1];
  return task === undefined ? chat : { ...plain, task };
}

/** Whether the facts of a model are known rather than judged by its name. */
export function isKnownModel(id: string): boolean {
  return knownModels.has(id);
}
