import { invalidArgument } from './errors.ts';
import type { Content, GenerateContentRequest } from './messages.ts';
import { textOf } from './read-prompt.ts';

const maxStopSequences = 5;
const maxCandidates = 8;
const roles: ReadonlySet<string | undefined> = new Set([undefined, 'user', 'model', 'function']);

/** @throws VendorError (HTTP 400) when a request has the right fields with values that Gemini does not take. */
export function checkRequest(request: GenerateContentRequest, model: string): void {
  const contents = request.contents ?? [];
  if (contents.length === 0) throw invalidArgument('* GenerateContentRequest.contents: contents is not specified\n');
  if (contents.some(({ role }) => !roles.has(role))) throw invalidArgument('Please use a valid role: user, model.');
  if (contents.some(({ parts }) => (parts ?? []).some((part) => Object.keys(part).length === 0))) {
    throw invalidArgument(
      'Unable to submit request because it must have a text parameter: required oneof field `data`.',
    );
  }
  checkConfig(request.generationConfig ?? {});
  checkTurns(contents);
  if (model.startsWith('gemini-3')) checkSignatures(contents);
}

function checkConfig(config: NonNullable<GenerateContentRequest['generationConfig']>): void {
  const { temperature, topP, maxOutputTokens, stopSequences, candidateCount = 1 } = config;
  if (temperature !== undefined && (temperature < 0 || temperature > 2)) {
    throw outOfRange('temperature', 'must be in the range [0.0, 2.0]');
  }
  if (topP !== undefined && (topP < 0 || topP > 1)) throw outOfRange('top_p', 'must be in the range [0.0, 1.0]');
  if (maxOutputTokens !== undefined && maxOutputTokens < 1) throw outOfRange('max_output_tokens', 'must be positive');
  if ((stopSequences ?? []).length > maxStopSequences) {
    throw outOfRange('stop_sequences', `must have at most ${maxStopSequences} elements`);
  }
  if (candidateCount < 1 || candidateCount > maxCandidates) {
    throw outOfRange('candidate_count', `must be in the range [1, ${maxCandidates}]`);
  }
  if (config.responseSchema !== undefined && config.responseJsonSchema !== undefined) {
    throw outOfRange('response_json_schema', 'must not be set together with response_schema');
  }
}

function outOfRange(field: string, demand: string): Error {
  return invalidArgument(`* GenerateContentRequest.generation_config.${field}: ${field} ${demand}\n`);
}

/** A message with calls of functions must be followed by one with as many results. */
function checkTurns(contents: readonly Content[]): void {
  for (const [index, content] of contents.entries()) {
    const calls = countOf(content, 'functionCall');
    const next = contents[index + 1];
    if (calls === 0 || next === undefined || countOf(next, 'functionResponse') === calls) continue;
    throw invalidArgument(
      'Please ensure that the number of function response parts is equal to the number of function call parts ' +
        'of the function call turn.',
    );
  }
}

/** Gemini 3 wants back the signature of the first call of each message since the user last spoke. */
function checkSignatures(contents: readonly Content[]): void {
  const spoken = contents.findLastIndex((content) => content.role !== 'model' && textOf(content) !== '');
  for (const [offset, content] of contents.slice(spoken + 1).entries()) {
    const first = content.parts?.find(({ functionCall }) => functionCall !== undefined);
    if (first === undefined || first.thoughtSignature !== undefined) continue;
    throw invalidArgument(
      'Function call is missing a thought_signature in functionCall parts. This is required for tools to work ' +
        `correctly. Additional data, function call \`default_api:${first.functionCall?.name}\`, ` +
        `position ${spoken + 1 + offset}.`,
    );
  }
}

function countOf(content: Content, field: 'functionCall' | 'functionResponse'): number {
  return (content.parts ?? []).filter((part) => part[field] !== undefined).length;
}
