import * as z from 'zod';
import { countTokens } from '../text/tokens.ts';
import { deserialisationError, fieldErrors } from './request-error.ts';

const maxTotalTokens = 4096;
const defaultNewTokens = 60;

const textGenerationRequest = z.object({
  inputs: z.union([z.string(), z.array(z.string()).min(1)]),
  parameters: z
    .object({
      max_new_tokens: z.int().nullish(),
      temperature: z.number().nullish(),
      top_p: z.number().nullish(),
      stop: z.array(z.string()).nullish(),
      return_full_text: z.boolean().nullish(),
      details: z.boolean().nullish(),
    })
    .nullish(),
  stream: z.boolean().nullish(),
});

/** What a text-generation request asks for. */
export interface GenerationRequest {
  readonly inputs: readonly string[];
  /** Whether the inputs came as a list, so that the answer has to be one of lists. */
  readonly isList: boolean;
  readonly maxNewTokens: number;
  readonly temperature: number | undefined;
  readonly topP: number | undefined;
  readonly stop: readonly string[];
  /** Whether the answer repeats the prompt; absent means the endpoint's own habit. */
  readonly returnFullText: boolean | undefined;
  readonly details: boolean;
  readonly stream: boolean;
}

/**
 * Checks the shape of a text-generation request.
 * @throws VendorError as the text-generation server words it: HTTP 422 in plain text when `inputs` is missing.
 */
export function readGenerationRequest(body: unknown, bodyText: string): GenerationRequest {
  const result = textGenerationRequest.safeParse(body, { reportInput: true });
  if (!result.success) {
    const lacksInputs = result.error.issues.some(({ path, input }) => path[0] === 'inputs' && input === undefined);
    throw lacksInputs ? deserialisationError('inputs', bodyText) : fieldErrors(result.error);
  }
  const { inputs, parameters, stream } = result.data;
  return {
    inputs: [inputs].flat(),
    isList: Array.isArray(inputs),
    maxNewTokens: parameters?.max_new_tokens ?? defaultNewTokens,
    temperature: parameters?.temperature ?? undefined,
    topP: parameters?.top_p ?? undefined,
    stop: parameters?.stop ?? [],
    returnFullText: parameters?.return_full_text ?? undefined,
    details: parameters?.details === true,
    stream: stream === true,
  };
}

/** What the text-generation server finds wrong with the values of a request, if anything. */
export function generationFault({ inputs, maxNewTokens, temperature, topP }: GenerationRequest): string | undefined {
  if (inputs.includes('')) return '`inputs` cannot be empty';
  if (maxNewTokens < 1) return '`max_new_tokens` must be strictly positive';
  if (temperature !== undefined && temperature <= 0) return '`temperature` must be strictly positive';
  if (topP !== undefined && (topP <= 0 || topP >= 1)) return '`top_p` must be > 0.0 and < 1.0';
  const used = Math.max(...inputs.map(countTokens));
  if (used + maxNewTokens <= maxTotalTokens) return undefined;
  return (
    `\`inputs\` tokens + \`max_new_tokens\` must be <= ${maxTotalTokens}. ` +
    `Given: ${used} \`inputs\` tokens and ${maxNewTokens} \`max_new_tokens\``
  );
}
