import type { ComparisonReport } from './report.ts';

/** A report as JSON, indented. What is not known is null where its member is always there, and absent elsewhere. */
export function jsonReport(report: ComparisonReport): string {
  return `${JSON.stringify(report, nullForUnknown, 2)}\n`;
}

/** JSON has no infinity: the open end of a range is null, as what is not known. */
const nullForUnknown = (_name: string, value: unknown): unknown => value ?? null;
