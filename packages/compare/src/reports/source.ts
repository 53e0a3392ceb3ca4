import type { CellRecord, Place } from '../metrics/outcome.ts';
import type { Row } from '../plan/rows.ts';

/** The part of a run file's header that reports read. */
export interface SourceHeader {
  readonly id: string;
  /** When the run began, ISO 8601. */
  readonly at: string;
  /** Absent: chat. */
  readonly task?: string | undefined;
  readonly targets: readonly SourceTarget[];
  readonly prompts: readonly {
    readonly id: string;
    readonly messages?: readonly unknown[] | undefined;
    readonly input?: Readonly<Record<string, unknown>> | undefined;
  }[];
  readonly axes?: Readonly<Record<string, readonly unknown[]>> | undefined;
  readonly data: { readonly rows: number; readonly source?: string | undefined };
  readonly repeats: number;
  readonly seed?: number | undefined;
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  /** Cells in all, or in the shard. */
  readonly planned: number;
}

/** A target as a run file has it. */
export interface SourceTarget {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly sandbox?: boolean | undefined;
}

/** A cell as the index of a run has it. */
export interface SourceEntry extends Place {
  readonly key: string;
  readonly status: 'ok' | 'refused' | 'error';
  /** When it ended, ISO 8601. */
  readonly at: string;
}

/** A run that can be reported on, read a cell at a time: `openRun()` of `@x/compare/node` gives one. */
export interface ReportSource {
  readonly header: SourceHeader;
  readonly entries: readonly SourceEntry[];
  /** Absent while it runs, and where it was killed. */
  readonly end?: { readonly st: string } | undefined;
  /** The whole record of one of `entries`. */
  cell(entry: SourceEntry): Promise<CellRecord>;
  /** The values of a row, by its place; undefined where none of its cells has ended. */
  row(place: number): Promise<Row | undefined>;
}
