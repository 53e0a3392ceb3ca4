import type { CellAnswer, CellFailure, EndedCell } from '../../cell.ts';
import type { Target } from '../../comparison.ts';
import { canonicalJson, describe } from '../../content/content-key.ts';
import { sha256 } from '../../content/digest.ts';
import { digestMedia } from '../../content/media-digest.ts';
import { addressWithoutSecrets, withoutSecrets } from '../../content/secrets.ts';
import type { ComparisonSummary } from '../../events.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Row } from '../../plan/rows.ts';
import { hashOfRow, type Survey } from '../../plan/survey.ts';
import type { Overflow } from './overflow.ts';
import { type RunCell, type RunEnd, type RunHeader, type RunRow, runFileVersion } from './records.ts';

/** What of a header does not come from the comparison itself. */
export interface Origin {
  readonly id: string;
  readonly at: string;
  readonly tool: { readonly name: string; readonly version: string } | undefined;
  readonly node: string;
  readonly os: string;
  readonly about: Readonly<Record<string, unknown>> | undefined;
  readonly dataSource: string | undefined;
}

/** The first line of a run. Keys, headers and credentials in addresses are removed; media are hashes. */
export async function headerOf(
  plan: Plan,
  survey: Survey,
  { about, dataSource, ...origin }: Origin,
): Promise<RunHeader> {
  const asked = {
    task: plan.task,
    config: { system: plan.system?.text, maxTokens: plan.maxTokens, temperature: plan.temperature },
    targets: plan.targets.map(targetOf),
    prompts: await promptsOf(plan),
    axes: Object.fromEntries(Object.entries(plan.axes).map(([name, values]) => [name, [...values]])),
    repeats: plan.repeats,
    data: { rows: survey.rows, sha256: survey.sha256 },
  };
  return {
    t: 'run',
    v: runFileVersion,
    ...origin,
    about: about && withoutSecrets(about),
    ...asked,
    data: { ...asked.data, source: dataSource },
    targets: asked.targets.map((target, place) => ({ ...target, prices: plan.targets[place]?.prices })),
    configSha: sha256(canonicalJson(asked)),
    seed: plan.seed,
    shard: plan.shard,
    planned: survey.questions * plan.targets.length,
    order: plan.order === 'shuffled' ? 'interleaved-seeded' : 'interleaved',
  };
}

function targetOf({ id, provider, model, baseUrl, parameters, sandbox }: Target): RunHeader['targets'][number] {
  return {
    id,
    provider: provider.id,
    model,
    baseUrl: baseUrl === undefined ? undefined : addressWithoutSecrets(baseUrl),
    parameters: parameters && withoutSecrets(parameters),
    sandbox,
  };
}

async function promptsOf(plan: Plan): Promise<RunHeader['prompts']> {
  const media = await digestMedia(plan.prompts.flatMap((prompt) => prompt.media));
  return plan.prompts.map(({ id, asked }) => {
    if ('input' in asked)
      return { id, sha: sha256(canonicalJson(asked.input)), input: withoutSecrets(withMediaAsHashes(asked.input)) };
    const messages = asked.messages.map((message) => describe(message, media));
    return { id, sha: sha256(canonicalJson(asked.messages, media)), messages };
  });
}

/** The line of a row; media are hashes. */
export function rowOf(values: Row, place: number): RunRow {
  return { t: 'row', r: hashOfRow(values), i: place, vars: withMediaAsHashes(values) };
}

const withMediaAsHashes = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, describe(value, new Map())]));

/**
 * The line of a cell.
 *
 * @param row the hash of its row
 * @param at when it is written, ISO 8601
 * @param overflow takes what is too long for the line
 */
export function cellOf(
  { cell, result }: EndedCell,
  row: string,
  target: Target | undefined,
  at: string,
  overflow: Overflow,
): RunCell {
  const place = {
    t: 'cell' as const,
    k: cell.key,
    tg: cell.target,
    p: cell.prompt,
    r: row,
    i: cell.row,
    ax: cell.axes,
    rep: cell.repeat,
    try: result.attempts,
    at,
    q: result.queuedMs,
    text: overflow.text(result.text),
  };
  return result.status === 'error'
    ? { ...place, ...failureOf(result) }
    : { ...place, ...answerOf(result, target, overflow) };
}

function answerOf(answer: CellAnswer, target: Target | undefined, overflow: Overflow) {
  const { status, finishReason, usage, warnings, meta, reasoning, toolCalls, output, usd } = answer;
  const { provider, model, id, requestId, rawFinishReason, attempts } = meta;
  return {
    st: status,
    ttft: meta.timing.firstTokenMs ?? null,
    ms: meta.timing.totalMs,
    finish: finishReason,
    reason: reasoning === undefined ? undefined : overflow.text(reasoning),
    tools: toolCalls === undefined ? undefined : [...toolCalls],
    out: output === undefined ? undefined : overflow.value(output),
    u: usage ?? null,
    usd: usd ?? null,
    m: { provider, model, id, requestId, rawFinishReason, attempts },
    src: sourceOf(meta.cached, target?.sandbox),
    warn: warnings.map(({ message }) => message),
  };
}

// An answer that a cache gave is told apart even where the sandbox had given it first: it has no timings of its own.
const sourceOf = (cached: boolean | undefined, sandbox: boolean | undefined) => {
  if (cached === true) return 'cache' as const;
  return sandbox === true ? ('sandbox' as const) : ('live' as const);
};

function failureOf({ error }: CellFailure) {
  const { code, message, status, retryable, retryAfterMs, requestId } = error;
  return { st: 'error' as const, err: { kind: code, msg: message, status, retryable, retryAfterMs, requestId } };
}

/**
 * The last line of a run.
 *
 * @param ms milliseconds since the file was opened
 */
export function endOf({ reason, already, targets }: ComparisonSummary, at: string, ms: number): RunEnd {
  const total = (of: 'ok' | 'refused' | 'failed' | 'skipped') => targets.reduce((sum, target) => sum + target[of], 0);
  const [ok, refused, err, skipped] = [total('ok'), total('refused'), total('failed'), total('skipped')];
  return { t: 'end', at, st: reason, ok, refused, err, already, skipped, ms };
}
