/** A medium that is an answer by itself: its bytes are the body, its type is the content type. */
export class MediaFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;

  /** @param type The IANA media type, such as `image/png`. */
  constructor(type: string, bytes: Uint8Array<ArrayBuffer>) {
    this.type = type;
    this.bytes = bytes;
  }
}
