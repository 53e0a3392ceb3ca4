/** An object of a body, its fields unread. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object that is not a list. */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
