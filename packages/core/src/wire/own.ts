/**
 * The row of a table for a name that came from outside; undefined where there is none. A plain index would find what
 * every object inherits: a vendor's error code may be "constructor".
 */
export const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
