import type * as z from 'zod';
import { answerChat, type ChatAnswer } from '../chat/answer.ts';
import { inputTokensOf } from '../chat/usage.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { hexDigits } from '../text/hash.ts';
import { eventStreamReply, jsonReply, jsonStreamReply } from '../wire/reply.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { type Envelope, generateContentResponse } from './answer.ts';
import { embedContent } from './embeddings.ts';
import { violationsError } from './errors.ts';
import { contextLengthError } from './failures.ts';
import {
  batchEmbedContentsRequest,
  countTokensRequest,
  embedContentRequest,
  type GenerateContentRequest,
  generateContentRequest,
} from './messages.ts';
import { inputTokenLimit } from './models.ts';
import { readPrompt } from './read-prompt.ts';
import { checkRequest } from './rules.ts';
import { type Layout, streamScript } from './stream.ts';

/** A call of a method of a model. */
export interface Call {
  readonly model: string;
  readonly body: unknown;
  /** How a stream is laid out. */
  readonly layout: Layout;
  readonly plan: FaultPlan;
}

const responders = {
  generateContent: (call) => {
    const { answers, envelope, inputTokens } = generate(call);
    return jsonReply(generateContentResponse(answers, envelope, inputTokens), call.plan.transport);
  },
  streamGenerateContent: (call) => {
    const { answers, envelope, inputTokens } = generate(call);
    const reply = call.layout === 'events' ? eventStreamReply : jsonStreamReply;
    return reply(streamScript(answers, envelope, inputTokens, call.layout), call.plan.transport);
  },
  countTokens: ({ body, model, plan }) => {
    const { contents, generateContentRequest: whole } = read(countTokensRequest, body);
    const totalTokens = inputTokensOf(readPrompt(whole ?? { contents }, model, 0));
    const promptTokensDetails = [{ modality: 'TEXT', tokenCount: totalTokens }];
    return jsonReply({ totalTokens, promptTokensDetails }, plan.transport);
  },
  embedContent: ({ body, model, plan }) => {
    const embedding = embedContent(read(embedContentRequest, body), model);
    return jsonReply(plan.change === 'empty' ? {} : { embedding }, plan.transport);
  },
  batchEmbedContents: ({ body, model, plan }) => {
    const { requests = [] } = read(batchEmbedContentsRequest, body);
    const embeddings = requests.map((request) => embedContent(request, model));
    return jsonReply(plan.change === 'empty' ? {} : { embeddings }, plan.transport);
  },
} as const satisfies Readonly<Record<string, (call: Call) => Response>>;

/** The methods of a model that the sandbox has, by the name that follows the colon. */
export const methods: ReadonlyMap<string, (call: Call) => Response> = new Map(Object.entries(responders));

interface Generated {
  readonly answers: readonly ChatAnswer[];
  readonly envelope: Envelope;
  readonly inputTokens: number;
}

function generate({ model, body, plan }: Call): Generated {
  const request = read(generateContentRequest, body);
  checkRequest(request, model);
  const prompts = promptsOf(request, model);
  const inputTokens = prompts[0] === undefined ? 0 : inputTokensOf(prompts[0]);
  if (inputTokens > inputTokenLimit) throw new VendorError(contextLengthError(inputTokens, inputTokenLimit));
  return {
    answers: prompts.map((prompt) => answerChat(prompt, plan.change)),
    envelope: { modelVersion: model, responseId: hexDigits(model + JSON.stringify(body), 22) },
    inputTokens,
  };
}

function promptsOf(request: GenerateContentRequest, model: string) {
  const length = request.generationConfig?.candidateCount ?? 1;
  return Array.from({ length }, (_, choice) => readPrompt(request, model, choice));
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success) throw violationsError(result.error);
  return result.data;
}
