import type { ChatAnswer } from '../chat/answer.ts';
import type { Finish, ToolCall } from '../chat/draft.ts';
import { parseJson } from '../wire/read-json.ts';

/** What every answer and every chunk of one request share. */
export interface Envelope {
  readonly modelVersion: string;
  readonly responseId: string;
}

const finishReasons: Readonly<Record<Finish, string>> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  // A call of a function ends like any other answer.
  'tool-calls': 'STOP',
  'content-filter': 'SAFETY',
};

const harmCategories = [
  'HARM_CATEGORY_HATE_SPEECH',
  'HARM_CATEGORY_DANGEROUS_CONTENT',
  'HARM_CATEGORY_HARASSMENT',
  'HARM_CATEGORY_SEXUALLY_EXPLICIT',
];

/** A whole answer: a `GenerateContentResponse`. */
export function generateContentResponse(
  answers: readonly ChatAnswer[],
  envelope: Envelope,
  inputTokens: number,
): unknown {
  const usageMetadata = usageOf(answers, inputTokens);
  if (answers.some(({ promptBlocked }) => promptBlocked)) return { ...blockedPrompt, usageMetadata, ...envelope };
  const candidates = answers.map((answer, index) => ({
    ...contentOf(partsOf(answer)),
    ...endingOf(answer),
    index,
  }));
  return { candidates, usageMetadata, ...envelope };
}

/** The answer to a prompt that was blocked: HTTP 200 without candidates. */
export const blockedPrompt = {
  promptFeedback: { blockReason: 'SAFETY', safetyRatings: safetyRatings('HIGH') },
};

/** The parts of an answer: thoughts, text and calls. */
function partsOf(answer: ChatAnswer): readonly unknown[] {
  return [
    ...(answer.reasoning === '' ? [] : [thoughtPart(answer.reasoning)]),
    ...(answer.text === '' ? [] : [{ text: answer.text }]),
    ...callParts(answer),
  ];
}

/** A piece of reasoning. */
export function thoughtPart(text: string): unknown {
  return { text, thought: true };
}

/** The calls of functions. The first carries the signature that Gemini 3 wants back. */
export function callParts({ toolCalls }: ChatAnswer): readonly unknown[] {
  return toolCalls.flatMap((call, index) => {
    const args = argumentsOf(call);
    if (args === undefined) return [];
    const signature = index === 0 ? { thoughtSignature: btoa(`sandbox ${call.id}`) } : {};
    return [{ functionCall: { name: call.name, args }, ...signature }];
  });
}

/** The content of a candidate; a candidate without parts has no content at all. */
export function contentOf(parts: readonly unknown[]): object {
  return parts.length === 0 ? {} : { content: { parts, role: 'model' } };
}

/** The fields that end a candidate. */
export function endingOf(answer: ChatAnswer): object {
  if (answer.refusal !== '') return { finishReason: 'PROHIBITED_CONTENT' };
  if (answer.toolCalls.some((call) => argumentsOf(call) === undefined)) {
    return { finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'Malformed function call.' };
  }
  const finishReason = finishReasons[answer.finish];
  return answer.finish === 'content-filter' ? { finishReason, safetyRatings: safetyRatings('HIGH') } : { finishReason };
}

/** What an exchange cost. Candidates do not include thoughts here; a count of nothing is absent. */
export function usageOf(answers: readonly ChatAnswer[], inputTokens: number): unknown {
  const visible = answers.reduce((sum, { visibleTokens }) => sum + visibleTokens, 0);
  const thoughts = answers.reduce((sum, { reasoningTokens }) => sum + reasoningTokens, 0);
  return {
    promptTokenCount: inputTokens,
    ...(visible === 0 ? {} : { candidatesTokenCount: visible }),
    totalTokenCount: inputTokens + visible + thoughts,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: inputTokens }],
    ...(thoughts === 0 ? {} : { thoughtsTokenCount: thoughts }),
  };
}

function argumentsOf({ argumentsText }: ToolCall): unknown {
  return parseJson(argumentsText)?.value;
}

function safetyRatings(probability: string): readonly unknown[] {
  return harmCategories.map((category, index) =>
    index === 1 ? { category, probability, blocked: true } : { category, probability: 'NEGLIGIBLE' },
  );
}
