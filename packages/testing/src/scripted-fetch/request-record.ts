/**
 * Where one request's connection stands: `waiting` for its headers, `open` while its body may still come, `ended` when
 * the body was sent whole, `closed` when the caller gave up, `failed` when the script broke it.
 */
export type ConnectionState = 'waiting' | 'open' | 'ended' | 'closed' | 'failed';

/** A request that a scripted fetch was asked to make. */
export interface RequestRecord {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** The body as it was given; '' when there was none. */
  readonly body: string;
  /** The body parsed as JSON, undefined when it is none. */
  readonly json: unknown;
  readonly state: ConnectionState;
}

/** The record as the scripted fetch itself sees it: its state goes on. */
export class OpenRecord implements RequestRecord {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  state: ConnectionState = 'waiting';

  constructor(request: Request, body: string) {
    this.url = request.url;
    this.method = request.method;
    this.headers = request.headers;
    this.body = body;
  }

  get json(): unknown {
    try {
      return JSON.parse(this.body);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Takes the state on, unless the connection is over already. */
  become(state: ConnectionState): void {
    if (this.state === 'waiting' || this.state === 'open') this.state = state;
  }
}
