/**
 * Bytes with their type, or a place.
 *
 * Answers always carry `data`. An input may carry a `url`: it is handed to vendors that take one and refused for the
 * others, because fetching an address that a user supplied is a risk that only the caller can weigh.
 */
export type Media =
  | { readonly mediaType: string; readonly data: Uint8Array; readonly filename?: string | undefined }
  | { readonly mediaType?: string | undefined; readonly url: string };

/** What callers may pass where `Media` stands. A `data` string is base64. */
export type MediaInput = Media | Blob | { readonly mediaType: string; readonly data: string };

/** Bytes of an answer, with their media type. */
export interface MediaBytes {
  readonly mediaType: string;
  readonly data: Uint8Array;
}
