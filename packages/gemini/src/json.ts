/** Guards for bodies whose fields may be missing, null or of another kind than documented. */
export { isJson, type Json, listOf, objectsOf, stringOf } from '@x/core/adapter';
