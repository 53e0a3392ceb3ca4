import type { OutputBase } from '../contract/output.ts';
import type { TaskInput, TaskName, TaskOutput } from '../contract/tasks/task-map.ts';
import type { Exchange } from './exchange.ts';
import type { SerializedRequest } from './request.ts';
import { answerTo, answerWhole, writeWhole } from './run.ts';
import type { Batches, WireTask } from './wire-task.ts';

/** How one input becomes several, and their outputs one. */
interface Splitting<K extends TaskName> extends Pick<Batches<K>, 'split'> {
  /** @param base The shared part of the whole answer; `meta.raw` is the list of the bodies. */
  join(outputs: readonly TaskOutput<K>[], base: OutputBase): TaskOutput<K>;
}

/** The part of a row whose inputs may be larger than a request: one call after the other, or one alone where that does. */
export function batchesOf<K extends TaskName>({ split, join }: Splitting<K>): Batches<K> {
  return {
    split,
    async run(task, input, exchange) {
      const [first = input, ...rest] = split(input);
      if (rest.length === 0) return answerWhole(task, first, exchange);
      const outputs = await answersTo(task, [first, ...rest], exchange);
      const { base } = exchange.replyContext(outputs.map(({ meta }) => meta.raw));
      return join(outputs, base({ model: outputs[0]?.meta.model }));
    },
  };
}

async function answersTo<K extends TaskName>(
  task: WireTask<K>,
  inputs: readonly TaskInput<K>[],
  exchange: Exchange,
): Promise<readonly TaskOutput<K>[]> {
  // All are written before the first is sent, so that what cannot be sent costs nothing.
  const written: { readonly input: TaskInput<K>; readonly request: SerializedRequest }[] = [];
  for (const input of inputs) written.push({ input, request: await writeWhole(task, input, exchange) });
  const outputs: TaskOutput<K>[] = [];
  for (const { input, request } of written) outputs.push(await answerTo(request, task, input, exchange));
  return outputs;
}
