/** Wins of the row's player over the column's; a tie is half a win for each. */
export type WinMatrix = readonly (readonly number[])[];

const mostSteps = 10_000;

/**
 * The log-strengths of the model of Bradley and Terry (1952), in which i beats j with probability
 * sᵢ / (sᵢ + sⱼ), by the minorise-maximise iteration of Hunter (2004); their mean is 0.
 *
 * There is a maximum only where the players are strongly connected: `isSettled` says so.
 *
 * @param tolerance the iteration ends when no log-strength moves by more; default 1e-10
 * @param start log-strengths to begin with; default all 0
 */
export function logStrengths(
  wins: WinMatrix,
  tolerance = 1e-10,
  start: readonly number[] = wins.map(() => 0),
): readonly number[] {
  const won = wins.map((row) => row.reduce((total, count) => total + count, 0));
  let strengths: readonly number[] = start.map(Math.exp);
  for (let step = 0; step < mostSteps; step++) {
    const next = normalised(
      strengths.map((strength, player) => (won[player] ?? 0) / expected(wins, strengths, player, strength)),
    );
    const moved = Math.max(...next.map((strength, player) => Math.abs(Math.log(strength / (strengths[player] ?? 1)))));
    strengths = next;
    if (moved <= tolerance) break;
  }
  return strengths.map(Math.log);
}

/** The sum over opponents of the comparisons with them over both strengths. */
function expected(wins: WinMatrix, strengths: readonly number[], player: number, strength: number): number {
  return strengths.reduce((total, other, opponent) => {
    const comparisons = (wins[player]?.[opponent] ?? 0) + (wins[opponent]?.[player] ?? 0);
    return opponent === player ? total : total + comparisons / (strength + other);
  }, 0);
}

/** Strengths say something only beside each other; their geometric mean is made 1. */
function normalised(strengths: readonly number[]): readonly number[] {
  const mean = strengths.reduce((total, strength) => total + Math.log(strength), 0) / strengths.length;
  return strengths.map((strength) => strength / Math.exp(mean));
}

/** Groups of players, by place, that were compared with each other, directly or through others. */
export function comparedGroups(wins: WinMatrix): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const player of wins.keys()) {
    if (groups.some((group) => group.includes(player))) continue;
    groups.push(reached(player, wins.length, (from, to) => (wins[from]?.[to] ?? 0) + (wins[to]?.[from] ?? 0) > 0));
  }
  return groups;
}

/**
 * Whether strengths exist: in every division of the players into two, someone of each side has beaten someone of the
 * other (Ford 1957). Where not, the likelihood grows without end.
 */
export function isSettled(wins: WinMatrix): boolean {
  const beats = reached(0, wins.length, (from, to) => (wins[from]?.[to] ?? 0) > 0);
  const beaten = reached(0, wins.length, (from, to) => (wins[to]?.[from] ?? 0) > 0);
  return beats.length === wins.length && beaten.length === wins.length;
}

/** One tie more for every pair that was compared, which settles any group of players that were. */
export const withOneTieEach = (wins: WinMatrix): WinMatrix =>
  wins.map((row, player) =>
    row.map((count, opponent) => (count + (wins[opponent]?.[player] ?? 0) > 0 ? count + 0.5 : 0)),
  );

/** The players that steps lead to from one, itself among them, ascending. */
function reached(start: number, players: number, leads: (from: number, to: number) => boolean): number[] {
  const seen = new Set([start]);
  for (const from of seen) for (let to = 0; to < players; to++) if (leads(from, to)) seen.add(to);
  return [...seen].sort((one, other) => one - other);
}
