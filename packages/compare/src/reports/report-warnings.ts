import type { ComparisonReport, TargetReport } from './report.ts';

type Warned = Pick<ComparisonReport, 'run' | 'settings' | 'targets' | 'agreement'>;

/** Fewer are too few for a comparison of means. */
const fewUnits = 30;

/** What a reader should know of a run before believing any of its figures, the gravest first. */
export function reportWarnings(report: Warned): readonly string[] {
  return [...report.targets.flatMap(targetWarnings), ...runWarnings(report)];
}

function targetWarnings({ target, sandbox, planned, failed, missing, truncated, ok, refused, cost }: TargetReport) {
  const answered = ok + refused;
  const possible: readonly (readonly [boolean, string])[] = [
    [sandbox, `${target}: the sandbox answered; its times and its quality say nothing of the model`],
    [failed > 0, `${target}: ${failed} of ${planned} calls failed; its figures are over the rest`],
    [missing > 0, `${target}: ${missing} of ${planned} cells are missing; x compare resume asks them`],
    [
      truncated > 0,
      `${target}: ${truncated} of ${answered} answers were cut off by the token limit, so they are not what it would say`,
    ],
    [
      cost.priced > 0 && cost.unpriced > 0,
      `${target}: the price of ${cost.unpriced} answers is not known; its cost is a lower bound`,
    ],
  ];
  return possible.filter(([holds]) => holds).map(([, warning]) => warning);
}

function runWarnings({ run, settings: { unit }, agreement, targets }: Warned): readonly string[] {
  const units = unit === 'rows' ? run.rows : run.prompts;
  const possible: readonly (readonly [boolean, string])[] = [
    [units < fewUnits, `There are ${units} ${unit}: under ${fewUnits}, one odd answer can carry a figure`],
    [
      run.repeats === 1 && targets.length > 1 && agreement.length > 0,
      'Nothing was asked twice, so the noise floor is not known: two answers of one model differ too. --repeat 3 shows it',
    ],
  ];
  return possible.filter(([holds]) => holds).map(([, warning]) => warning);
}
