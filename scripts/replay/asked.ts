/** What was asked, rebuilt from the recorded request as far as an answer's meaning depends on it. */
import type { Recorded } from './recordings.ts';
import { at, isRecord, listAt, stringAt } from './witness/json.ts';

/** The model of the request's path (Gemini, Hugging Face's task endpoints) or body; `otherwise` where neither is kept. */
export function modelAsked({ url, sent }: Recorded, otherwise: string): string {
  const path = decodeURIComponent(url.split('?')[0] ?? '');
  const inPath =
    /\/(?:models|pipeline\/[a-z-]+)\/([^:]+?)(?:\/v1\/chat\/completions|\/pipeline\/[a-z-]+)?\/?(?::\w+)?$/;
  const model = inPath.exec(path)?.[1] ?? stringAt(sent, 'model');
  // `tgi` is what clients of a server with one model write in its place.
  return model === undefined || model === 'tgi' ? otherwise : model;
}

/** The texts of a task's input: one, or several where the request was a list. 'Hello' where it was not kept. */
export function textsAsked({ sent }: Recorded): readonly string[] {
  // Clients have sent the words as the prompt, and beside them inputs without any.
  const given = [at(sent, 'inputs'), at(sent, 'input'), at(sent, 'prompt')].filter((words) => words !== undefined);
  const inputs = given.find((words) => words !== '') ?? given[0];
  const texts = (Array.isArray(inputs) ? inputs : [inputs]).map(textOf);
  return texts.length > 0 ? texts : ['Hello'];
}

/** The text of the last message that has one. */
export function lastWords({ sent }: Recorded): string {
  const messages = [...listAt(sent, 'messages'), ...listAt(sent, 'contents')];
  const words = messages.map((message) => wordsOf(message)).filter((text) => text !== '');
  return words.at(-1) ?? 'Hello';
}

/** The table of a question about one, as columns of cells; a small one where it was not kept. */
export function tableAsked({ sent }: Recorded): Readonly<Record<string, readonly string[]>> {
  const table = at(sent, 'inputs', 'table');
  if (!isRecord(table))
    return { Repository: ['Transformers', 'Datasets', 'Tokenizers'], Stars: ['36542', '4512', '1'] };
  return Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, listAt(cells).map(String)]));
}

/** `parameters` of the request, as it had them. */
export function parametersAsked({ sent }: Recorded): Readonly<Record<string, unknown>> {
  const parameters = at(sent, 'parameters');
  return isRecord(parameters) ? parameters : {};
}

function textOf(input: unknown): string {
  if (typeof input === 'string') return input;
  return stringAt(input, 'content') ?? 'Hello';
}

function wordsOf(message: unknown): string {
  const content = at(message, 'content') ?? at(message, 'parts');
  if (typeof content === 'string') return content;
  return listAt(content)
    .map((part) => stringAt(part, 'text') ?? '')
    .join('');
}
