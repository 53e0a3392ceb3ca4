import { createdAt } from '../chat-completions/dialect.ts';
import { faultNames } from '../faults/table.ts';

/** The models that the sandbox lists under OpenAI's name. Any other name is answered too. */
const listed = [
  'dall-e-3',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4o-mini-tts',
  'gpt-4o-transcribe',
  'gpt-5',
  'gpt-image-1',
  'o4-mini',
  'omni-moderation-latest',
  'text-embedding-3-large',
  'text-embedding-3-small',
  'tts-1',
  'whisper-1',
];

/** The answer of `GET /models`. */
export function listModels(): unknown {
  const faulty = faultNames.map((name) => `sandbox/${name}`);
  return { object: 'list', data: [...listed, ...faulty].map(describeModel) };
}

/** The answer of `GET /models/{id}`. */
export function describeModel(id: string): unknown {
  return { id, object: 'model', created: createdAt, owned_by: 'sandbox' };
}
