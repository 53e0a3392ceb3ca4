/**
 * The second witness for chat: the vendors' own clients read the same bytes. They read the wire without the contract's
 * rules, so they are compared with the first witness's reading, before those rules.
 */
import { type GenerateContentResponse, GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import type { ChatReading } from './chat-completions.ts';
import type { ToolCallReading } from './expectation.ts';
import type { GeminiReading } from './gemini.ts';

/** What an official client reads, or the message with which it fails. */
export type OfficialReading<T> = { readonly read: T } | { readonly failed: string };

export type OfficialChat = Pick<ChatReading, 'text' | 'refusal' | 'finishReason' | 'toolCalls' | 'usage'>;
export type OfficialGemini = Pick<
  GeminiReading,
  'text' | 'thoughts' | 'finishReason' | 'blockReason' | 'toolCalls' | 'usage'
>;

const QUESTION = { model: 'any', messages: [{ role: 'user' as const, content: 'Hello' }] };

export async function readWithOpenAI(
  fetch: typeof globalThis.fetch,
  streamed: boolean,
): Promise<OfficialReading<OfficialChat>> {
  const client = new OpenAI({ apiKey: 'replay', fetch, maxRetries: 0, logLevel: 'off' });
  return attempt(async () => {
    const completion = streamed
      ? await client.chat.completions.stream(QUESTION).finalChatCompletion()
      : await client.chat.completions.create(QUESTION);
    const choice = completion.choices.find(({ index }) => (index ?? 0) === 0);
    return {
      text: choice?.message.content ?? '',
      refusal: choice?.message.refusal ?? '',
      finishReason: choice?.finish_reason ?? undefined,
      toolCalls: callsOf(choice?.message),
      usage: completion.usage ?? undefined,
    };
  });
}

function callsOf(message: OpenAI.ChatCompletionMessage | undefined): readonly ToolCallReading[] {
  const calls = (message?.tool_calls ?? []).flatMap((call) => (call.type === 'custom' ? [] : [call]));
  const legacy = message?.function_call;
  return [
    ...calls.map((call) => ({ id: call.id, name: call.function.name, arguments: call.function.arguments })),
    ...(legacy ? [{ id: undefined, name: legacy.name, arguments: legacy.arguments }] : []),
  ];
}

export async function readWithGoogle(
  fetch: typeof globalThis.fetch,
  streamed: boolean,
): Promise<OfficialReading<OfficialGemini>> {
  const client = new GoogleGenAI({ apiKey: 'replay', httpOptions: { fetch } });
  const question = { model: 'gemini-2.5-flash', contents: 'Hello' };
  return attempt(async () => {
    const responses: GenerateContentResponse[] = [];
    if (streamed) {
      for await (const response of await client.models.generateContentStream(question)) responses.push(response);
    } else responses.push(await client.models.generateContent(question));
    // Not through its `text`, which warns on the console of every part that is not text.
    const parts = responses.flatMap((response) => response.candidates?.[0]?.content?.parts ?? []);
    const textOf = (thought: boolean) =>
      parts.filter((part) => (part.thought === true) === thought).map((part) => part.text ?? '');
    return {
      text: textOf(false).join(''),
      thoughts: textOf(true).join(''),
      finishReason: responses.map((response) => response.candidates?.[0]?.finishReason).findLast(Boolean),
      blockReason: responses.map((response) => response.promptFeedback?.blockReason).find(Boolean),
      toolCalls: responses
        .flatMap((response) => response.functionCalls ?? [])
        .map((call) => ({ id: call.id, name: call.name ?? '', arguments: call.args ?? {} })),
      usage: responses.map((response) => response.usageMetadata).findLast(Boolean),
    };
  });
}

async function attempt<T>(read: () => Promise<T>): Promise<OfficialReading<T>> {
  try {
    return { read: await read() };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
