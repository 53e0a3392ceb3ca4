import type { ErrorCode, FinishReason } from '@x/core';
import * as z from 'zod';

/** The version that is written, and the newest that is read. */
export const runFileVersion = 1;

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();
const settings = z.record(z.string(), z.unknown());

// Written as records so that a code added to the contract and forgotten here does not compile.
const errorCode = z.enum({
  auth: 'auth',
  permission: 'permission',
  gated: 'gated',
  quota: 'quota',
  'rate-limit': 'rate-limit',
  overloaded: 'overloaded',
  'invalid-request': 'invalid-request',
  'context-length': 'context-length',
  'not-found': 'not-found',
  unsupported: 'unsupported',
  'bad-response': 'bad-response',
  interrupted: 'interrupted',
  network: 'network',
  timeout: 'timeout',
  aborted: 'aborted',
  server: 'server',
} satisfies { [Code in ErrorCode]: Code });

const finishReason = z.enum({
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool-calls',
  'content-filter': 'content-filter',
  other: 'other',
} satisfies { [Reason in FinishReason]: Reason });

const target = z.object({
  id: z.string(),
  provider: z.string(),
  model: z.string(),
  baseUrl: z.string().optional(),
  parameters: settings.optional(),
  /** Whether the sandbox stood in for the vendor. */
  sandbox: z.boolean().optional(),
  /** US dollars for a million tokens. */
  prices: z
    .object({
      input: z.number(),
      output: z.number(),
      cachedInput: z.number().optional(),
      cacheWriteInput: z.number().optional(),
      asOf: z.string().optional(),
    })
    .optional(),
});

/** The first line of a run: what was asked of whom. Secrets are removed. */
const run = z.object({
  t: z.literal('run'),
  v: z.literal(runFileVersion),
  id: z.string(),
  at: z.iso.datetime(),
  tool: z.object({ name: z.string(), version: z.string() }).optional(),
  node: z.string().optional(),
  os: z.string().optional(),
  /** What the program that ran it wants to find again; its configuration, for one. */
  about: settings.optional(),
  /** Absent: chat. */
  task: z.string().optional(),
  config: z.object({
    system: z.string().optional(),
    maxTokens: count.optional(),
    temperature: z.number().optional(),
  }),
  /** SHA-256 of task, targets, prompts, config, axes, repeats and data: equal where the same was asked. */
  configSha: z.string(),
  targets: z.array(target),
  prompts: z.array(
    z.object({
      id: z.string(),
      sha: z.string(),
      messages: z.array(z.unknown()).optional(),
      input: settings.optional(),
    }),
  ),
  axes: z.record(z.string(), z.array(z.unknown())).optional(),
  data: z.object({ rows: count, sha256: z.string().optional(), source: z.string().optional() }),
  repeats: count,
  seed: z.int().optional(),
  shard: z.object({ index: count, count }).optional(),
  planned: count,
  order: z.string(),
});

/** One row of the data, written before the first cell that ended on it. */
const row = z.object({
  t: z.literal('row'),
  /** SHA-256 of the values: what cells call the row. */
  r: z.string(),
  /** Place in the data, from 0. */
  i: count,
  vars: settings,
});

const usage = z.object({
  inputTokens: count.optional(),
  outputTokens: count.optional(),
  totalTokens: count.optional(),
  reasoningTokens: count.optional(),
  cachedInputTokens: count.optional(),
  cacheWriteInputTokens: count.optional(),
});

/** A text or a value that is kept beside the file, under its hash. */
const blob = z.object({
  /** SHA-256, in hexadecimal: its name in `<file>.blobs`. */
  blob: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: count,
});

/** What every cell line carries. */
const cellPlace = {
  t: z.literal('cell'),
  /** The content key. */
  k: z.string(),
  /** Target, prompt, row and repeat. */
  tg: z.string(),
  p: z.string(),
  r: z.string(),
  /** The row's place in the data. */
  i: count.optional(),
  /** The value of every axis. */
  ax: settings.optional(),
  rep: count,
  /** Calls made; 0 where a cache answered. */
  try: count.optional(),
  /** When the line was written. */
  at: z.iso.datetime(),
  /** Milliseconds in the queue. */
  q: milliseconds,
  /** The answer, or what had come of it. */
  text: z.union([z.string(), blob]),
};

const answeredCell = z.object({
  ...cellPlace,
  st: z.enum(['ok', 'refused']),
  /** Milliseconds to the first token and to the last byte; null where unknown. */
  ttft: milliseconds.nullable(),
  ms: milliseconds.nullable(),
  finish: finishReason.optional(),
  /** What the model thought; the tools that it asks for; what a task other than chat answered. */
  reason: z.union([z.string(), blob]).optional(),
  tools: z.array(z.unknown()).optional(),
  out: z.unknown().optional(),
  /** US dollars; null where not known. */
  usd: z.number().nullable().optional(),
  /** Tokens; null where the vendor stated none. */
  u: usage.nullable(),
  m: z.object({
    provider: z.string(),
    model: z.string(),
    id: z.string().optional(),
    requestId: z.string().optional(),
    rawFinishReason: z.string().optional(),
    attempts: count,
  }),
  /** Where the answer came from; `sandbox` where it stood in for the vendor. */
  src: z.enum(['live', 'cache', 'sandbox']),
  warn: z.array(z.string()),
});

const failedCell = z.object({
  ...cellPlace,
  st: z.literal('error'),
  err: z.object({
    kind: errorCode,
    msg: z.string(),
    /** The HTTP status, where there was one. */
    status: z.int().optional(),
    retryable: z.boolean(),
    retryAfterMs: milliseconds.optional(),
    requestId: z.string().optional(),
  }),
});

/** The last line of a run. */
const end = z.object({
  t: z.literal('end'),
  at: z.iso.datetime(),
  st: z.enum(['complete', 'interrupted', 'budget', 'disk']),
  ok: count,
  refused: count,
  err: count,
  /** Cells that an earlier run had ended. */
  already: count.optional(),
  /** Planned cells that did not end. */
  skipped: count,
  /** Milliseconds from the opening of the file to this line. */
  ms: milliseconds,
});

/** Any line of version 1. */
export const recordSchema = z.discriminatedUnion('t', [
  run,
  row,
  z.discriminatedUnion('st', [answeredCell, failedCell]),
  end,
]);

/** The first line of a run: what was asked of whom. */
export type RunHeader = z.infer<typeof run>;
/** One row of the data. */
export type RunRow = z.infer<typeof row>;
/** A cell that ended: answered (`ok`, `refused`) or failed (`error`). */
export type RunCell = z.infer<typeof answeredCell> | z.infer<typeof failedCell>;
/** The last line of a run. */
export type RunEnd = z.infer<typeof end>;
/** One line of a run file, version 1. */
export type RunRecord = RunHeader | RunRow | RunCell | RunEnd;
/** A text or a value beside the file. */
export type BlobReference = z.infer<typeof blob>;
/** Tells a reference to a blob from a value. */
export const isBlobReference = (value: unknown): value is BlobReference => blob.strict().safeParse(value).success;
