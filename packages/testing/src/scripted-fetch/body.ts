import type { Leash } from './leash.ts';
import { bodyPieces, type ScriptedResponse } from './reply.ts';
import type { ConnectionState, OpenRecord } from './request-record.ts';

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Statuses with which a Response takes no body. */
const withoutBody: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** The body of a scripted response; writes into the record how its connection ends. */
export function scriptedBody(response: ScriptedResponse, record: OpenRecord, leash: Leash): Body | null {
  const finish = (state: ConnectionState): void => {
    record.become(state);
    leash.release();
  };
  if (withoutBody.has(response.status ?? 200)) {
    finish('ended');
    return null;
  }
  const pieces = bodyPieces(response);
  let place = 0;
  const next = async (): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const piece = pieces[place];
    if (piece === undefined) {
      await endOf(response, leash);
      return undefined;
    }
    if (place > 0 && response.betweenMs !== undefined) await leash.wait(response.betweenMs);
    place++;
    return piece;
  };
  return new ReadableStream(
    {
      start(controller) {
        leash.whenPulled((reason) => {
          finish('closed');
          controller.error(reason);
        });
      },
      async pull(controller) {
        try {
          const piece = await next();
          if (piece !== undefined) controller.enqueue(piece);
          else {
            finish('ended');
            controller.close();
          }
        } catch (error) {
          finish('failed');
          controller.error(error);
        }
      },
      cancel: () => finish('closed'),
    },
    // A piece is made when it is asked for, as bytes come off a socket.
    { highWaterMark: 0 },
  );
}

async function endOf({ ending = 'close' }: ScriptedResponse, leash: Leash): Promise<void> {
  if (ending === 'break') throw new TypeError('the scripted connection broke');
  if (ending === 'hang') await leash.hold(new Promise<never>(() => undefined));
}
