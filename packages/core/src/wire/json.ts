/** An object of a body, its fields unread. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object that is not a list. */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list as it is; anything else as an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The objects of a list. */
export const objectsOf = (value: unknown): readonly Json[] => listOf(value).filter(isJson);

/** A text as it is; anything else as ''. */
export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
