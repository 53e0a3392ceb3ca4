import { mistake } from '../mistake.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { CheckReport, MetricReport } from './report.ts';

/** Something that must hold for every target, or for one, as far as the data can show it. */
export interface Gate {
  /** The check whose pass rate it is about; either this or `metric`. */
  readonly check?: string | undefined;
  /** The metric it is about. */
  readonly metric?: string | undefined;
  /** Default: every target. */
  readonly target?: string | undefined;
  /** With it, the gate is about the difference target − baseline, so `atLeast: -0.02` allows a drop of 0.02. */
  readonly baseline?: string | undefined;
  /** The interval's lower bound must not be below it. */
  readonly atLeast?: number | undefined;
  /** The interval's upper bound must not be above it. */
  readonly atMost?: number | undefined;
}

/** What a gate came to for one target. */
export interface GateResult {
  /** What it is about and what it demands, in words. */
  readonly name: string;
  readonly target: string;
  /**
   * `holds`: the whole interval is on the right side, whatever is missing. `fails`: the whole interval is on the wrong
   * side. `undecided`: neither, so the data do not show that it holds.
   */
  readonly status: 'holds' | 'fails' | 'undecided';
  readonly estimate?: Estimate | undefined;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** What gates are about. */
export interface GatedFigures {
  readonly targets: readonly string[];
  readonly metrics: readonly MetricReport[];
  readonly checks: readonly CheckReport[];
}

/**
 * Holds figures against gates. The bound of the interval decides, never the point estimate.
 *
 * @throws InferenceError `invalid-request` for a gate on a check, a metric or a target that there is not, and for one
 * that demands nothing
 */
export function gateResults(gates: readonly Gate[], figures: GatedFigures): readonly GateResult[] {
  return gates.flatMap((gate) => {
    const name = nameOf(gate);
    const { targets, baseline } = checkedTargets(gate, figures);
    const about = figuresOf(gate, figures);
    return targets
      .filter((target) => target !== baseline)
      .map((target) => {
        const estimate = baseline === undefined ? figureOf(about, target) : differenceFrom(about, target, baseline);
        return { name, target, ...(estimate === undefined ? {} : { estimate }), ...judged(estimate, gate) };
      });
  });
}

function nameOf({ check, metric, baseline, atLeast, atMost }: Gate): string {
  const about = check ?? metric ?? '';
  if (atLeast === undefined && atMost === undefined) {
    throw mistake(`The gate on "${about}" demands nothing. Give it atLeast or atMost.`);
  }
  const against = baseline === undefined ? '' : ` against ${baseline}`;
  const demands = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return `${about}${against}: ${demands.join(' and ')}`;
}

function checkedTargets({ target, baseline }: Gate, { targets }: GatedFigures) {
  for (const named of [target, baseline]) {
    if (named !== undefined && !targets.includes(named)) {
      throw mistake(`A gate names the target "${named}". The run has ${targets.join(', ')}.`);
    }
  }
  return { targets: target === undefined ? targets : [target], baseline };
}

type Figures = Pick<MetricReport | CheckReport, 'targets' | 'pairs'>;

function figuresOf({ check, metric }: Gate, { checks, metrics }: GatedFigures): Figures {
  if ((check === undefined) === (metric === undefined)) {
    throw mistake('A gate is about one check or one metric. Give it either "check" or "metric".');
  }
  const found: Figures | undefined = [...(check === undefined ? metrics : checks)].find(
    ({ name }) => name === (check ?? metric),
  );
  if (found !== undefined) return found;
  const known = (check === undefined ? metrics : checks).map(({ name }) => name);
  throw mistake(`A gate is about "${check ?? metric}", which the report does not have. It has ${known.join(', ')}.`);
}

const figureOf = ({ targets }: Figures, wanted: string): Estimate | undefined =>
  targets.find(({ target }) => target === wanted)?.estimate;

/** Differences are stated once for each pair, in the order of the run; the other way round they change their sign. */
function differenceFrom({ pairs }: Figures, target: string, baseline: string): Estimate | undefined {
  const straight = pairs.find(({ a, b }) => a === target && b === baseline)?.difference;
  const turned = pairs.find(({ a, b }) => a === baseline && b === target)?.difference;
  return straight ?? (turned && negated(turned));
}

function negated({ estimate, interval, bounds, ...about }: Estimate): Estimate {
  return {
    ...about,
    estimate: -estimate,
    ...(interval === undefined ? {} : { interval: [-interval[1], -interval[0]] }),
    ...(bounds === undefined ? {} : { bounds: [-bounds[1], -bounds[0]] }),
  };
}

function judged(
  estimate: Estimate | undefined,
  { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Gate,
): Pick<GateResult, 'status' | 'reason'> {
  if (estimate === undefined) return { status: 'undecided', reason: 'no cell has a value' };
  const { interval, bounds, coverage } = estimate;
  if (interval === undefined) return { status: 'undecided', reason: 'there is no interval: one row does not make one' };
  const [low, high] = interval;
  const said = `${percentOf(estimate.level)} interval ${rounded(low)} … ${rounded(high)}, n ${estimate.n}`;
  if (high < atLeast || low > atMost) return { status: 'fails', reason: `${said}: all of it is outside` };
  if (low < atLeast) return { status: 'undecided', reason: `${said}: its lower bound is below ${atLeast}` };
  if (high > atMost) return { status: 'undecided', reason: `${said}: its upper bound is above ${atMost}` };
  if (coverage < 1 && (bounds === undefined || bounds[0] < atLeast || bounds[1] > atMost)) {
    return { status: 'undecided', reason: `${said}: holds only if the missing ${percentOf(1 - coverage)} are alike` };
  }
  return { status: 'holds', reason: said };
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
const percentOf = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
