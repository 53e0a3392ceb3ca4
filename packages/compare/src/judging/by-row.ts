import type { Estimate } from '../statistics/estimate.ts';
import { meanOf, type StatisticsOptions } from '../statistics/mean.ts';

/** One case of a rate: true or false, or undefined where it should have been known and is not. */
export interface Case {
  readonly row: number;
  /** 0.5 for what counts half. */
  readonly value: number | undefined;
}

/**
 * A rate over rows: cases of the same row hang together, so they are averaged before rows are counted.
 *
 * @returns undefined where no case has a value
 */
export function rateByRow(
  cases: readonly Case[],
  options: Pick<StatisticsOptions, 'level' | 'seed'>,
): Estimate | undefined {
  const rows = grouped(cases, ({ row }) => row);
  const sample = [...rows.values()].map((ofRow) => ofRow.map(({ value }) => value));
  return meanOf(sample, { ...options, range: [0, 1] });
}

/** The members of a list by what `keyOf` says of them, groups and members in the order of the list. */
export function grouped<Member, Key>(
  members: Iterable<Member>,
  keyOf: (member: Member) => Key,
): ReadonlyMap<Key, readonly Member[]> {
  const groups = new Map<Key, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}
