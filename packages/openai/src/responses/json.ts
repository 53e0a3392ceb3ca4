/** Guards for bodies whose fields may be missing, null or of another kind than documented. */
export { isJson, type Json, listOf, objectsOf, stringOf } from '@x/core/adapter';

/** A number as it is; anything else as undefined. */
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
