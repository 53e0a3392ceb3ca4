/** A request as an adapter writes it: what to send, nothing of how. */
export interface WireRequest {
  readonly url: string;
  /** Default POST. */
  readonly method?: 'GET' | 'POST' | undefined;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  /** Sent as JSON; members that are undefined are left out. */
  readonly json?: unknown;
  readonly body?: Blob | FormData | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** False where the vendor answers without a key too. Default true. */
  readonly keyRequired?: boolean | undefined;
}

/** A request as it goes over the wire, written once for all attempts. */
export interface SerializedRequest extends Omit<WireRequest, 'json' | 'body'> {
  readonly body: BodyInit | undefined;
  readonly isJson: boolean;
}

/** @throws TypeError for values that JSON cannot hold. */
export function serialize({ json, body, ...rest }: WireRequest): SerializedRequest {
  return json === undefined ? { ...rest, body, isJson: false } : { ...rest, body: JSON.stringify(json), isJson: true };
}
