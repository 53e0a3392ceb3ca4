import * as z from 'zod';
import { anyEnumeration, anything, enumeration, float, int32, message, repeated, struct } from './proto-json.ts';

const text = z.string();
const flag = z.boolean();

const blob = message({ mimeType: text.optional(), data: text.optional(), displayName: text.optional() });
const fileData = message({ mimeType: text.optional(), fileUri: text.optional(), displayName: text.optional() });

const functionCall = message({ id: text.optional(), name: text.optional(), args: struct.optional() });
const functionResponse = message({
  id: text.optional(),
  name: text.optional(),
  response: struct.optional(),
  willContinue: flag.optional(),
  scheduling: anyEnumeration.optional(),
  parts: anything.optional(),
});

const part = message({
  text: text.optional(),
  inlineData: blob.optional(),
  fileData: fileData.optional(),
  functionCall: functionCall.optional(),
  functionResponse: functionResponse.optional(),
  executableCode: anything.optional(),
  codeExecutionResult: anything.optional(),
  toolCall: anything.optional(),
  toolResponse: anything.optional(),
  videoMetadata: anything.optional(),
  thought: flag.optional(),
  thoughtSignature: text.optional(),
  partMetadata: anything.optional(),
  mediaResolution: anything.optional(),
});

const content = message({ role: text.optional(), parts: repeated(part).optional() });

const functionDeclaration = message({
  name: text,
  description: text.optional(),
  parameters: struct.optional(),
  parametersJsonSchema: anything.optional(),
  response: struct.optional(),
  responseJsonSchema: anything.optional(),
  behavior: anyEnumeration.optional(),
});

const tool = message({
  functionDeclarations: repeated(functionDeclaration).optional(),
  googleSearch: anything.optional(),
  googleSearchRetrieval: anything.optional(),
  googleMaps: anything.optional(),
  codeExecution: anything.optional(),
  urlContext: anything.optional(),
  fileSearch: anything.optional(),
  computerUse: anything.optional(),
  mcpServers: anything.optional(),
});

const toolConfig = message({
  functionCallingConfig: message({
    mode: enumeration(['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED']).optional(),
    allowedFunctionNames: repeated(text).optional(),
  }).optional(),
  retrievalConfig: anything.optional(),
  includeServerSideToolInvocations: flag.optional(),
});

const generationConfig = message({
  candidateCount: int32.optional(),
  stopSequences: repeated(text).optional(),
  maxOutputTokens: int32.optional(),
  temperature: float.optional(),
  topP: float.optional(),
  topK: float.optional(),
  seed: int32.optional(),
  responseMimeType: text.optional(),
  responseSchema: struct.optional(),
  responseJsonSchema: anything.optional(),
  presencePenalty: float.optional(),
  frequencyPenalty: float.optional(),
  responseLogprobs: flag.optional(),
  logprobs: int32.optional(),
  enableEnhancedCivicAnswers: flag.optional(),
  responseModalities: repeated(anyEnumeration).optional(),
  speechConfig: anything.optional(),
  thinkingConfig: message({
    includeThoughts: flag.optional(),
    thinkingBudget: int32.optional(),
    thinkingLevel: anyEnumeration.optional(),
  }).optional(),
  imageConfig: message({
    aspectRatio: text.optional(),
    imageSize: text.optional(),
    imageOutputOptions: anything.optional(),
  }).optional(),
  mediaResolution: anyEnumeration.optional(),
});

/** `GenerateContentRequest` of v1beta. */
export const generateContentRequest = message({
  model: text.optional(),
  contents: repeated(content).optional(),
  systemInstruction: content.optional(),
  tools: repeated(tool).optional(),
  toolConfig: toolConfig.optional(),
  safetySettings: repeated(
    message({ category: anyEnumeration, threshold: anyEnumeration, method: anyEnumeration.optional() }),
  ).optional(),
  generationConfig: generationConfig.optional(),
  cachedContent: text.optional(),
  serviceTier: anyEnumeration.optional(),
  store: flag.optional(),
});

/** `CountTokensRequest` of v1beta: bare contents, or a whole request. */
export const countTokensRequest = message({
  contents: repeated(content).optional(),
  generateContentRequest: generateContentRequest.optional(),
});

/** `EmbedContentRequest` of v1beta. */
export const embedContentRequest = message({
  model: text.optional(),
  content: content,
  taskType: anyEnumeration.optional(),
  title: text.optional(),
  outputDimensionality: int32.optional(),
});

/** `BatchEmbedContentsRequest` of v1beta. */
export const batchEmbedContentsRequest = message({ requests: repeated(embedContentRequest).optional() });

/** `PredictRequest` of v1beta, as Imagen reads it: what an instance or the parameters hold beside these is not read. */
export const predictRequest = message({
  instances: repeated(z.looseObject({ prompt: text.optional() })),
  parameters: z
    .looseObject({
      sampleCount: int32.optional(),
      aspectRatio: text.optional(),
      includeRaiReason: flag.optional(),
    })
    .optional(),
});

/** A `generateContent` request whose shape has been checked. */
export type GenerateContentRequest = z.infer<typeof generateContentRequest>;

/** A message of a conversation. */
export type Content = z.infer<typeof content>;

/** A piece of a message. */
export type Part = z.infer<typeof part>;
