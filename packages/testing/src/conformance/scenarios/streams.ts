import { type ChatEvent, type ChatOutput, collectChat } from '@x/core';
import type { ScriptedResponse } from '../../scripted-fetch/reply.ts';
import { type ScriptedFetch, scriptedFetch } from '../../scripted-fetch/scripted-fetch.ts';
import { answerReply, inputFor, makeProvider, plainAnswer, plainText, unfinishedReply } from '../call.ts';
import { expectError, expectTrue } from '../expectations.ts';
import { pause, until } from '../pause.ts';
import type { Scenario, ScenarioTable, Trial } from '../scenario.ts';

type Stream = ReturnType<ReturnType<typeof makeProvider>['stream']>;

/** What a stream promises to those who read it. */
export const streamScenarios: ScenarioTable = () =>
  readings.map(({ name, reply = wholeAnswer, read }) => ({
    name,
    modes: ['stream'],
    async check(trial) {
      const fetch = scriptedFetch(reply(trial));
      const stream = makeProvider(trial.subject, fetch).stream('chat', inputFor(trial.subject));
      await read({ trial, fetch, stream });
    },
  }));

interface Reading {
  readonly name: string;
  /** Default: a whole answer. */
  readonly reply?: (trial: Trial) => ScriptedResponse;
  read(opened: { readonly trial: Trial; readonly fetch: ScriptedFetch; readonly stream: Stream }): Promise<void>;
}

const wholeAnswer = (trial: Trial): ScriptedResponse => answerReply(trial, plainAnswer);
const openEnded = (trial: Trial): ScriptedResponse => unfinishedReply(trial, plainAnswer, 'hang');
const states = (fetch: ScriptedFetch): readonly string[] => fetch.requests.map(({ state }) => state);

const readings: readonly Reading[] = [
  {
    name: 'nothing is sent before the first pull',
    async read({ trial: { expect }, fetch, stream }) {
      const iterator = stream[Symbol.asyncIterator]();
      stream.text();
      await pause(5);
      expect(fetch.requests.length).toEqual(0);
      await iterator.next();
      expect(fetch.requests.length).toEqual(1);
      await iterator.return?.();
    },
  },
  {
    name: 'there is one end, and it is last',
    async read({ trial: { expect }, stream }) {
      const events = await eventsOf(stream);
      const ends = events.flatMap((event, place) => (event.type === 'end' ? [place] : []));
      expect(ends).toEqual([events.length - 1]);
    },
  },
  {
    name: 'a part is given whole and agrees with its deltas',
    async read({ trial: { expect }, stream }) {
      const events = await eventsOf(stream);
      const parts = events.flatMap((event) => (event.type === 'part' ? [event] : []));
      expect(parts.map(({ part }) => part)).toEqual([{ type: 'text', text: plainText }]);
      const deltas = events.flatMap((event) => (event.type === 'text-delta' ? [event] : []));
      expect(new Set(deltas.map(({ index }) => index))).toEqual(new Set(parts.map(({ index }) => index)));
      expect(textOf(deltas)).toEqual(plainText);
    },
  },
  {
    name: 'text() gives the deltas as they come',
    async read({ trial: { expect }, stream }) {
      const pieces: string[] = [];
      for await (const piece of stream.text()) pieces.push(piece);
      expect(pieces).toEqual(plainAnswer.text);
    },
  },
  {
    name: 'result() alone reads the stream',
    async read({ trial: { expect }, fetch, stream }) {
      expect((await stream.result()).text).toEqual(plainText);
      expect(states(fetch)).toEqual(['ended']);
    },
  },
  {
    name: 'result() twice is one request and one answer',
    async read({ trial: { expect }, fetch, stream }) {
      const [first, second] = await Promise.all([stream.result(), stream.result()]);
      expect([first.text, second.text, fetch.requests.length]).toEqual([plainText, plainText, 1]);
    },
  },
  {
    name: 'result() after iteration gives the same answer',
    async read({ trial: { expect }, fetch, stream }) {
      const folded = await collectChat(bare(stream));
      expect(await stream.result()).toEqual(folded);
      expect(fetch.requests.length).toEqual(1);
    },
  },
  {
    name: 'result() beside iteration takes nothing from the reader, and keeps the order',
    async read({ trial, stream }) {
      const alone = await eventsOf(fresh(trial));
      const result = stream.result();
      const beside = await eventsOf(stream);
      trial.expect(beside.map(label)).toEqual(alone.map(label));
      trial.expect((await result).text).toEqual(plainText);
    },
  },
  {
    name: 'result() from within the loop takes nothing from the reader',
    async read({ trial, stream }) {
      const alone = await eventsOf(fresh(trial));
      const events: ChatEvent[] = [];
      let result: Promise<ChatOutput> | undefined;
      for await (const event of stream) {
        events.push(event);
        result ??= stream.result();
      }
      trial.expect(events.map(label)).toEqual(alone.map(label));
      trial.expect((await result)?.text).toEqual(plainText);
    },
  },
  {
    name: 'break closes the connection, and result() then rejects with what had come',
    reply: openEnded,
    async read({ trial: { expect }, fetch, stream }) {
      for await (const event of stream) if (event.type === 'text-delta') break;
      await pause();
      expect(states(fetch)).toEqual(['closed']);
      expectError(expect, await settled(stream.result()), { code: 'aborted', retryable: false, partial: 'Hello' });
    },
  },
  {
    name: 'break out of text() closes the connection',
    reply: openEnded,
    async read({ trial: { expect }, fetch, stream }) {
      for await (const piece of stream.text()) if (piece !== '') break;
      await pause();
      expect(states(fetch)).toEqual(['closed']);
    },
  },
  {
    name: 'break at the end loses nothing',
    async read({ trial: { expect }, stream }) {
      for await (const event of stream) if (event.type === 'end') break;
      const { output, error } = await settled(stream.result());
      expect(output?.text ?? String(error)).toEqual(plainText);
    },
  },
  {
    name: 'return() beside a pull that waits closes the connection',
    reply: openEnded,
    async read({ trial: { expect }, fetch, stream }) {
      const iterator = stream[Symbol.asyncIterator]();
      const pulls = ['Hello', ' there', '.', 'nothing more'].map(() => settled(iterator.next()));
      await until(() => fetch.requests[0]?.state === 'open');
      await pause(5);
      await iterator.return?.();
      await Promise.all(pulls);
      expect(states(fetch)).toEqual(['closed']);
    },
  },
  {
    name: 'return() of text() beside a pull that waits closes the connection',
    reply: openEnded,
    async read({ trial: { expect }, fetch, stream }) {
      const iterator = stream.text()[Symbol.asyncIterator]();
      const pulls = ['Hello', ' there', '.', 'nothing more'].map(() => settled(iterator.next()));
      await until(() => fetch.requests[0]?.state === 'open');
      await pause(5);
      await Promise.race([iterator.return?.(), pause(50)]);
      expect(states(fetch)).toEqual(['closed']);
      await Promise.all(pulls);
    },
  },
];

/** A stream that is left while it waits for headers must not begin again. */
export const leftEarlyScenarios: ScenarioTable = () => [false, true].map(leftBeforeHeaders);

const leftBeforeHeaders = (ignoresSignal: boolean): Scenario => ({
  name: `return() before the headers sends nothing more${ignoresSignal ? ', over a fetch that ignores signals' : ''}`,
  modes: ['stream'],
  async check({ subject, expect }) {
    const fetch = scriptedFetch({ hangs: true }, { ignoresSignal });
    const stream = makeProvider(subject, fetch, { retry: { limit: 1 } }).stream('chat', inputFor(subject));
    const iterator = stream[Symbol.asyncIterator]();
    const first = settled(iterator.next());
    await until(() => fetch.requests.length === 1);
    await iterator.return?.();
    await Promise.race([first.then(() => pause(5)), pause(700)]);
    expect(fetch.requests.length).toEqual(1);
    const waiting = Symbol('waiting');
    const outcome = await Promise.race([first, pause(1).then(() => waiting)]);
    expectTrue(expect, 'the pull that waited has settled', outcome !== waiting);
  },
});

const fresh = (trial: Trial): Stream =>
  makeProvider(trial.subject, scriptedFetch(wholeAnswer(trial))).stream('chat', inputFor(trial.subject));

async function eventsOf(stream: AsyncIterable<ChatEvent>): Promise<readonly ChatEvent[]> {
  const events: ChatEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** The events alone, without the stream's own `result()`. */
async function* bare(stream: AsyncIterable<ChatEvent>): AsyncGenerator<ChatEvent> {
  yield* stream;
}

const textOf = (deltas: readonly { readonly text: string }[]): string => deltas.map(({ text }) => text).join('');

const label = (event: ChatEvent): string => (event.type === 'text-delta' ? `text-delta ${event.text}` : event.type);

async function settled<T>(work: Promise<T>): Promise<{ readonly output?: T; readonly error?: unknown }> {
  try {
    return { output: await work };
  } catch (error) {
    return { error };
  }
}
