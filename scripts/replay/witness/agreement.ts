/** Where the two witnesses of a chat answer read the same bytes differently. */
import { isDeepStrictEqual } from 'node:util';
import type { ChatReading } from './chat-completions.ts';
import type { GeminiReading } from './gemini.ts';
import { at, isRecord, parseJson } from './json.ts';
import type { OfficialChat, OfficialGemini, OfficialReading } from './official-clients.ts';

/** One line a difference; none when they agree. A client that fails agrees with a witness that saw a failure. */
export function chatDisagreements(ours: ChatReading, official: OfficialReading<OfficialChat>): readonly string[] {
  const failure = ours.error !== undefined || ours.malformed || !ours.complete;
  return differences(failure, ours, official, ['text', 'refusal', 'finishReason', 'toolCalls', 'usage']);
}

export function geminiDisagreements(ours: GeminiReading, official: OfficialReading<OfficialGemini>): readonly string[] {
  const fields = ['text', 'thoughts', 'finishReason', 'blockReason', 'toolCalls', 'usage'] as const;
  return differences(ours.error !== undefined, ours, official, fields);
}

function differences<T extends object>(
  failure: boolean,
  ours: T,
  official: OfficialReading<Partial<T>>,
  fields: readonly (keyof T & string)[],
): readonly string[] {
  if ('failed' in official) return failure ? [] : [`the official client fails: ${official.failed}`];
  return fields
    .filter((field) => !isDeepStrictEqual(plain(ours[field]), plain(official.read[field])))
    .map((field) => `${field}: witness ${show(ours[field])}, official client ${show(official.read[field])}`);
}

/** Drops what is absent, null or an empty id, and parses JSON inside strings, so that only meaning is compared. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null && entry !== '');
    return Object.fromEntries(entries.map(([key, entry]) => [key, key === 'arguments' ? json(entry) : plain(entry)]));
  }
  return value ?? undefined;
}

function json(value: unknown): unknown {
  return typeof value === 'string' ? (parseJson(value) ?? value) : (at({ value }, 'value') ?? undefined);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
