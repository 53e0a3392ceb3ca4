import type { Meta, Usage } from '@x/core';
import type { LanguageDetector } from './language.ts';
import type { Outcome, Place } from './outcome.ts';
import type { Vector } from './vectors.ts';

/** What a metric counts in. `share`: 0 … 1; of a single cell 0 or 1, or how much of it. */
export type Unit =
  | 'characters'
  | 'correlation'
  | 'ms'
  | 'share'
  | 'similarity'
  | 'tokens'
  | 'tokens/s'
  | 'US dollars'
  | 'words';

/** What a metric needs beside the cells. A metric whose part is not given has no value anywhere. */
export interface MetricContext {
  /** From `loadLanguageDetector()`, or one of your own. */
  readonly language?: LanguageDetector | undefined;
  /** What is wrong with a JSON value; an empty list where it fits. From `jsonSchemaValidator(schema)`. */
  readonly schema?: ((value: unknown) => readonly string[]) | undefined;
  /** Goes where the run knows no price; `priceOf` of `@x/core/price` is one. */
  readonly price?: ((meta: Pick<Meta, 'provider' | 'model'>, usage: Usage) => Price | undefined) | undefined;
  /** Vectors of answers, by an embedding model that you name beside the figures. */
  readonly vectorOf?: ((text: string) => Vector | undefined) | undefined;
  /** What would have been right for a cell: one answer or label, or several of which any will do. */
  readonly referencesOf?: ((place: Place) => readonly string[] | undefined) | undefined;
  /** How many neighbours `series-neighbour-overlap` compares. Default 10. */
  readonly neighbours?: number | undefined;
}

/** The part of a price that metrics read. */
export interface Price {
  /** US dollars. */
  readonly amount: number;
}

/** What is known of a metric before it is computed: the head of its column. */
export interface MetricFacts {
  /** Unique; what a command line calls it. */
  readonly name: string;
  /** What it says, in a few words. */
  readonly title: string;
  /** What a cell must have, else its value is unknown. */
  readonly needs: string;
  /** The part of the context that must be given. */
  readonly requires?: keyof MetricContext | undefined;
  readonly unit: Unit;
  /** Which way is better; `none` where neither is, or where it depends on what you want. */
  readonly direction: 'higher' | 'lower' | 'none';
  /** The lowest and highest possible value. */
  readonly range: readonly [low: number, high: number];
  /** The paper or the implementation whose definition this is. */
  readonly source: string;
}

/** A number for one cell. Throughout, undefined is unknown, and never 0. */
export interface CellMetric extends MetricFacts {
  readonly over: 'cell';
  of(outcome: Outcome, context: MetricContext): number | undefined;
}

/** A number for two cells that were asked the same: two targets, or two repeats of one. Symmetric. */
export interface PairMetric extends MetricFacts {
  readonly over: 'pair';
  of(a: Outcome, b: Outcome, context: MetricContext): number | undefined;
}

/** A number for one cell against what would have been right; with several references, the best. */
export interface ReferenceMetric extends MetricFacts {
  readonly over: 'reference';
  of(outcome: Outcome, references: readonly string[], context: MetricContext): number | undefined;
}

/** A number for two targets over all cells at once, in the same order; cells that only one has are left out before. */
export interface SeriesMetric extends MetricFacts {
  readonly over: 'series';
  of(pairs: readonly (readonly [a: Outcome, b: Outcome])[], context: MetricContext): number | undefined;
}

/** Any row of the table. */
export type Metric = CellMetric | PairMetric | ReferenceMetric | SeriesMetric;

/** A word for one cell, to be counted; undefined is unknown. */
export interface Category {
  /** Unique among categories. */
  readonly name: string;
  readonly title: string;
  readonly needs: string;
  readonly requires?: keyof MetricContext | undefined;
  readonly source: string;
  of(outcome: Outcome, context: MetricContext): string | undefined;
}
