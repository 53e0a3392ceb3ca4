import type { InputBase } from '../input.ts';
import type { OutputBase } from '../output.ts';

export interface TextInput extends InputBase {
  readonly text: string;
}

export interface TextOutput extends OutputBase {
  readonly text: string;
}

/** Languages as BCP 47 tags. */
export interface TranslationInput extends TextInput {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** `score` lies in 0..1, best first; it is absent where the provider states none. */
export interface Label {
  readonly label: string;
  readonly score?: number | undefined;
}

export interface LabelsOutput extends OutputBase {
  readonly labels: readonly Label[];
}

/** Offsets are UTF-16 code units into the input, end exclusive. */
export interface Entity {
  readonly label: string;
  readonly text: string;
  readonly score?: number | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** Offsets as for `Entity`. */
export interface Answer {
  readonly text: string;
  readonly score?: number | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

export interface TableAnswer {
  readonly text: string;
  readonly cells?: readonly string[] | undefined;
  readonly coordinates?: readonly (readonly [row: number, column: number])[] | undefined;
  readonly aggregator?: string | undefined;
}

export interface Fill {
  readonly token: string;
  /** The whole text with the mask filled. */
  readonly text: string;
  readonly score?: number | undefined;
}
