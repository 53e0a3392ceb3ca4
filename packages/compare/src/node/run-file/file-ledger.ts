import type { Cell, EndedCell } from '../../cell.ts';
import { type Clock, timestamp } from '../../clock.ts';
import type { Target } from '../../comparison.ts';
import type { ComparisonSummary } from '../../events.ts';
import type { Earlier, Ledger } from '../../ledger.ts';
import type { Row } from '../../plan/rows.ts';
import { hashOfRow } from '../../plan/survey.ts';
import type { Spent } from '../../spending.ts';
import type { LineAppender } from './append.ts';
import { cellOf, endOf, rowOf } from './encode.ts';
import { Overflow } from './overflow.ts';
import type { Past } from './past.ts';
import type { RunHeader } from './records.ts';

/** What a ledger is made of. */
interface FileLedgerParts {
  readonly appender: LineAppender;
  readonly past: Past;
  readonly header: RunHeader;
  readonly targets: readonly Target[];
  /** Bytes of a text that may stand in a line. */
  readonly textLimit: number;
  /** Taken out of whatever is written. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

/** A run file as the ledger of a comparison: what has ended is in it, and is not asked again. */
export class FileLedger implements Ledger {
  readonly #parts: FileLedgerParts;
  readonly #targets: ReadonlyMap<string, Target>;
  readonly #openedAt: number;

  constructor(parts: FileLedgerParts) {
    this.#parts = parts;
    this.#targets = new Map(parts.targets.map((target) => [target.id, target]));
    this.#openedAt = parts.clock.now();
  }

  get spent(): Spent {
    return this.#parts.past.spent;
  }

  get size(): number {
    return this.#parts.past.size;
  }

  take(cell: Cell): Earlier | undefined {
    return this.#parts.past.take(cell);
  }

  /** Writes the header, unless the file was begun with the same. */
  begin(): Promise<void> {
    const { past, header, appender } = this.#parts;
    if (past.header?.configSha === header.configSha) return Promise.resolve();
    past.begin(header);
    return appender.append([header]);
  }

  keep(ended: EndedCell, values: Row): Promise<void> {
    const { appender, past, textLimit, secrets, clock } = this.#parts;
    const { cell } = ended;
    const overflow = new Overflow(textLimit, secrets);
    const target = this.#targets.get(cell.target);
    const line = cellOf(ended, hashOfRow(values), target, timestamp(clock), overflow);
    const rows = past.rows.add(cell.row) ? [rowOf(values, cell.row)] : [];
    return appender.append([...rows, line], overflow.blobs);
  }

  async finish(summary: ComparisonSummary): Promise<void> {
    const { appender, clock } = this.#parts;
    const end = endOf(summary, timestamp(clock), clock.now() - this.#openedAt);
    await appender.append([end]);
    await appender.sync();
  }

  /**
   * Tries once more what could not be written, and closes the file either way.
   *
   * @throws RunFileError `disk`
   */
  close(): Promise<void> {
    return this.#parts.appender.close();
  }
}
