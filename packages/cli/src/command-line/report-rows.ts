import { type OptionRow, option, repeatable } from './command-row.ts';

/** How everything that reports on a run file is told what to report. */
export const reportRows: readonly OptionRow[] = [
  option('-c, --config <file>', 'checks and gates: .json, .yaml, .ts or .js (default: those of the run)'),
  repeatable('--metric <name>', 'only this metric, such as agreement-chrf; may be given again (default: all that fit)'),
  option('--reference <column>', 'the column of the data that holds the right answer'),
  option('--languages', 'also count the languages of the answers'),
  option('--baseline <target>', 'compare every target with this one (default: all pairs)'),
  option('--margin <difference>', 'the largest difference that does not matter, in the unit of the --metric'),
  option('--level <share>', 'of the intervals (default: 0.95)'),
  option('--seed <n>', 'of the resampling (default: 1)'),
];
