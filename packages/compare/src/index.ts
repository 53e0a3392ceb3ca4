/**
 * The same inputs to several providers, side by side. Web standards only; run files and prompt files are behind
 * `@x/compare/node`.
 *
 * @packageDocumentation
 */
export { compare } from './compare.ts';
export type {
  Cell,
  CellAnswer,
  CellFailure,
  CellResult,
  Comparison,
  ComparisonEvent,
  ComparisonOptions,
  ComparisonSummary,
  Mean,
  Prompt,
  Row,
  Target,
  TargetSummary,
} from './comparison.ts';
export { type CellFigures, type EndedCell, figuresOf, type Measurements, tableOf } from './figures.ts';
