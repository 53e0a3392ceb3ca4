/** What the path of a call to hf-inference asks for. */
export interface ModelCall {
  readonly model: string;
  /** The OpenAI-shaped door that the path names, if it names one. */
  readonly door?: 'chat' | 'completions';
  /** The task that the path names, if it names one. */
  readonly task?: string;
}

const chatEnding = '/v1/chat/completions';
const completionsEnding = '/v1/completions';
const rankingEnding = '/rerank';
const pipelinePath = /^(?<model>.+)\/pipeline\/(?<task>[^/]+)$/u;

/** Reads what follows `/models/`: a model id of one or two segments, and perhaps a door or `pipeline/{task}`. */
export function readModelPath(path: string): ModelCall {
  if (path.endsWith(chatEnding)) return { model: path.slice(0, -chatEnding.length), door: 'chat' };
  if (path.endsWith(completionsEnding)) return { model: path.slice(0, -completionsEnding.length), door: 'completions' };
  // The text-embeddings server names the task by a path of its own.
  if (path.endsWith(rankingEnding)) return { model: path.slice(0, -rankingEnding.length), task: 'text-ranking' };
  const { model, task } = pipelinePath.exec(path)?.groups ?? {};
  return model === undefined || task === undefined ? { model: path } : { model, task };
}
