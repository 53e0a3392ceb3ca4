import type { WireRequest } from './connection.ts';

/** A request as it goes over the wire, written once for all attempts. */
export interface SerializedRequest extends Omit<WireRequest, 'json' | 'body'> {
  readonly body: BodyInit | undefined;
  readonly isJson: boolean;
}

/** @throws TypeError for values that JSON cannot hold. */
export function serialize({ json, body, ...rest }: WireRequest): SerializedRequest {
  return json === undefined ? { ...rest, body, isJson: false } : { ...rest, body: JSON.stringify(json), isJson: true };
}
