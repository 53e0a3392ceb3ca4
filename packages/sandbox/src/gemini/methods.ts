import type * as z from 'zod';
import { answerChat, type ChatAnswer } from '../chat/answer.ts';
import { inputTokensOf } from '../chat/usage.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { hexDigits } from '../text/hash.ts';
import { eventStreamReply, jsonReply, jsonStreamReply } from '../wire/reply.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { type Envelope, generateContentResponse } from './answer.ts';
import { embedContent } from './embeddings.ts';
import { invalidArgument, violationsError } from './errors.ts';
import { contextLengthError } from './failures.ts';
import {
  batchEmbedContentsRequest,
  countTokensRequest,
  embedContentRequest,
  type GenerateContentRequest,
  generateContentRequest,
  predictRequest,
} from './messages.ts';
import { type Modality, mediumResponse, modalityOf } from './modalities.ts';
import { inputTokenLimit } from './models.ts';
import { predict } from './predict.ts';
import { readPrompt } from './read-prompt.ts';
import { checkRequest } from './rules.ts';
import { type Layout, scriptOf, streamScript } from './stream.ts';
import { aboutTranscript, transcriptOf, withTranscript } from './transcript.ts';

/** A call of a method of a model. */
export interface Call {
  readonly model: string;
  readonly body: unknown;
  /** How a stream is laid out. */
  readonly layout: Layout;
  readonly plan: FaultPlan;
}

/** Texts that one request may embed. */
const mostInBatch = 100;

const responders = {
  generateContent: (call) => {
    const { request, envelope, modality } = readCall(call);
    if (modality !== 'TEXT') {
      const { change, transport } = call.plan;
      return jsonReply(mediumResponse(request, modality, { ...envelope, change }), transport);
    }
    const { answers, inputTokens } = generate(request, call);
    return jsonReply(generateContentResponse(answers, envelope, inputTokens), call.plan.transport);
  },
  streamGenerateContent: (call) => {
    const { request, envelope, modality } = readCall(call);
    const reply = call.layout === 'events' ? eventStreamReply : jsonStreamReply;
    const { change, transport } = call.plan;
    // A picture or a sound comes in one chunk.
    if (modality !== 'TEXT') {
      return reply(scriptOf([mediumResponse(request, modality, { ...envelope, change })], call.layout), transport);
    }
    const { answers, inputTokens } = generate(request, call);
    return reply(streamScript(answers, envelope, inputTokens, call.layout), transport);
  },
  predict: ({ body, model, plan }) =>
    jsonReply(predict(read(predictRequest, body), model, plan.change), plan.transport),
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
    if (requests.length > mostInBatch) {
      throw invalidArgument(
        `* BatchEmbedContentsRequest.requests: at most ${mostInBatch} requests can be in one batch\n`,
      );
    }
    const embeddings = requests.map((request) => embedContent(request, model));
    return jsonReply(plan.change === 'empty' ? {} : { embeddings }, plan.transport);
  },
} as const satisfies Readonly<Record<string, (call: Call) => Response>>;

/** The methods of a model that the sandbox has, by the name that follows the colon. */
export const methods: ReadonlyMap<string, (call: Call) => Response> = new Map(Object.entries(responders));

interface ReadCall {
  readonly request: GenerateContentRequest;
  readonly envelope: Envelope;
  readonly modality: Modality;
}

function readCall({ model, body }: Call): ReadCall {
  const request = read(generateContentRequest, body);
  checkRequest(request, model);
  const envelope = { modelVersion: model, responseId: hexDigits(model + JSON.stringify(body), 22) };
  return { request, envelope, modality: modalityOf(request, model) };
}

interface Generated {
  readonly answers: readonly ChatAnswer[];
  readonly inputTokens: number;
}

function generate(request: GenerateContentRequest, { model, plan }: Call): Generated {
  const prompts = promptsOf(request, model);
  const inputTokens = prompts[0] === undefined ? 0 : inputTokensOf(prompts[0]);
  if (inputTokens > inputTokenLimit) throw new VendorError(contextLengthError(inputTokens, inputTokenLimit));
  const transcript = transcriptOf(request);
  const answers = prompts.map((prompt) =>
    withTranscript(answerChat(aboutTranscript(prompt, transcript), plan.change), transcript, prompt),
  );
  return { answers, inputTokens };
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
