import type { SandboxSettings } from '../settings.ts';
import type { Service } from './service.ts';

/** A request that has a key. */
export interface Call {
  readonly service: Service;
  readonly settings: SandboxSettings;
  /** The JSON value of the body, or the fields of a multipart form. */
  readonly body: unknown;
  /** The address that was asked. */
  readonly url: string;
}

/** What answers the requests to one path. @throws VendorError where OpenAI would refuse the request. */
export type Endpoint = (call: Call) => Response;
