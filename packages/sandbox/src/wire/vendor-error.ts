/** An error answer in the words and the shape of a vendor. */
export interface ErrorReply {
  readonly status: number;
  /** The JSON value of the body; a string is sent as it is, under `content-type` of `headers`. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown where a vendor would refuse a request; the app answers with the reply. */
export class VendorError extends Error {
  override readonly name = 'VendorError';
  readonly reply: ErrorReply;

  constructor(reply: ErrorReply) {
    super(`the sandbox answers with HTTP ${reply.status}`);
    this.reply = reply;
  }
}
