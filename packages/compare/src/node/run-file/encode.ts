import type { CellAnswer, CellFailure, ComparisonSummary, Target } from '../../comparison.ts';
import { canonicalJson, describe } from '../../content-key.ts';
import { sha256 } from '../../digest.ts';
import type { EndedCell } from '../../figures.ts';
import { digestMedia } from '../../media-digest.ts';
import type { Plan } from '../../plan.ts';
import { addressWithoutSecrets, withoutSecrets } from '../../secrets.ts';
import { type RunCell, type RunEnd, type RunHeader, type RunRow, runFileVersion } from './records.ts';

/** What of a header does not come from the comparison itself. */
interface Origin {
  readonly id: string;
  readonly at: string;
  readonly tool: { readonly name: string; readonly version: string } | undefined;
  readonly node: string;
  readonly os: string;
}

/** The first line of a run. Keys, headers and credentials in addresses are removed; media are hashes. */
export async function headerOf(plan: Plan, planned: number, origin: Origin): Promise<RunHeader> {
  const asked = {
    config: { system: plan.system?.text, maxTokens: plan.maxTokens, temperature: plan.temperature },
    targets: plan.targets.map(targetOf),
    prompts: await promptsOf(plan),
    repeats: plan.repeats,
  };
  return {
    t: 'run',
    v: runFileVersion,
    ...origin,
    ...asked,
    configSha: await sha256(canonicalJson(asked)),
    data: { rows: plan.rows.length },
    planned,
    order: 'interleaved',
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
  return Promise.all(
    plan.prompts.map(async ({ id, messages }) => ({
      id,
      sha: await sha256(canonicalJson(messages, media)),
      messages: messages.map((message) => describe(message, media)),
    })),
  );
}

/** The line of a row. */
export async function rowOf(plan: Plan, place: number): Promise<RunRow> {
  const vars = { ...plan.rows[place] };
  return { t: 'row', r: await sha256(canonicalJson(vars)), i: place, vars };
}

/**
 * The line of a cell.
 *
 * @param row the hash of its row
 * @param at when it is written, ISO 8601
 */
export function cellOf({ cell, result }: EndedCell, row: string, target: Target | undefined, at: string): RunCell {
  const place = {
    t: 'cell' as const,
    k: cell.key,
    tg: cell.target,
    p: cell.prompt,
    r: row,
    rep: cell.repeat,
    at,
    q: result.queuedMs,
    text: result.text,
  };
  return result.status === 'error' ? { ...place, ...failureOf(result) } : { ...place, ...answerOf(result, target) };
}

function answerOf({ status, finishReason, usage, warnings, meta }: CellAnswer, target: Target | undefined) {
  const { provider, model, id, requestId, rawFinishReason, attempts } = meta;
  return {
    st: status,
    ttft: meta.timing.firstTokenMs ?? null,
    ms: meta.timing.totalMs,
    finish: finishReason,
    u: usage ?? null,
    m: { provider, model, id, requestId, rawFinishReason, attempts },
    src: sourceOf(meta.cached, target?.sandbox),
    warn: warnings.map(({ message }) => message),
  };
}

const sourceOf = (cached: boolean | undefined, sandbox: boolean | undefined) => {
  if (sandbox === true) return 'sandbox' as const;
  return cached === true ? ('cache' as const) : ('live' as const);
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
export function endOf(summary: ComparisonSummary, at: string, ms: number): RunEnd {
  const total = (of: 'ok' | 'refused' | 'failed') => summary.targets.reduce((sum, target) => sum + target[of], 0);
  const [ok, refused, err] = [total('ok'), total('refused'), total('failed')];
  const skipped = summary.planned - ok - refused - err;
  return { t: 'end', at, st: summary.interrupted ? 'interrupted' : 'complete', ok, refused, err, skipped, ms };
}
