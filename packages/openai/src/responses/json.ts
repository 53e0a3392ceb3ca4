import { isJson, type Json } from '@x/core/adapter';

/** Guards for bodies whose fields may be missing, null or of another kind than documented. */

export { isJson, type Json };

/** A list as it is; anything else as an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The objects of a list. */
export const objectsOf = (value: unknown): readonly Json[] => listOf(value).filter(isJson);

/** A text as it is; anything else as ''. */
export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A number as it is; anything else as undefined. */
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
