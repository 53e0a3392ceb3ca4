import { type ChatOutput, InferenceError } from '@x/core';
import type { Outcome } from './call.ts';
import type { Expect } from './scenario.ts';

/** What is looked at in an error; `partial` is its text, `null` where a detail is absent. */
export interface ObservedError {
  readonly code: string;
  readonly provider: string;
  readonly model: string | null;
  readonly status: number | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly timer: string | null;
  readonly partial: string | null;
}

/** Asserts that a call ended in an answer, of which the given members are as given. */
export function expectAnswer<K extends keyof ChatOutput>(
  expect: Expect,
  { output, error }: Pick<Outcome, 'output' | 'error'>,
  expected: Pick<ChatOutput, K>,
): void {
  const observed = output === undefined ? { failed: describe(error) } : pick(output, Object.keys(expected));
  expect(observed).toEqual(expected);
}

/** Asserts that a call ended in an InferenceError, of which the given details are as given. */
export function expectError(
  expect: Expect,
  { output, error }: Pick<Outcome, 'output' | 'error'>,
  expected: Partial<ObservedError>,
): void {
  const observed = InferenceError.is(error)
    ? pick(observe(error), Object.keys(expected))
    : output === undefined
      ? { failed: describe(error) }
      : { answered: output.text, finishReason: output.finishReason };
  expect(observed).toEqual(expected);
}

/** Asserts that something is so; `what` is printed when it is not. */
export function expectTrue(expect: Expect, what: string, holds: boolean): void {
  expect(holds ? what : `not so: ${what}`).toEqual(what);
}

/** An error's message; '' for what is none. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

function observe(error: InferenceError): ObservedError {
  const { code, provider, model, status, retryable, retryAfterMs, timer, partial } = error;
  return {
    code,
    provider,
    model: model ?? null,
    status: status ?? null,
    retryable,
    retryAfterMs: retryAfterMs ?? null,
    timer: timer ?? null,
    partial: partial?.text ?? null,
  };
}

function describe(error: unknown): string {
  if (InferenceError.is(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function pick(value: object, names: readonly string[]): Record<string, unknown> {
  const members: Readonly<Record<string, unknown>> = { ...value };
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}
