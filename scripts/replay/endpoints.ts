/** Says what a recording is an answer of: which adapter reads it, as which task, counted in which group. */
import { ERRORS } from './groups.ts';
import { isHfTask } from './hf-calls.ts';
import { taskOfAnswer, taskOfRequest } from './hf-task-of.ts';
import type { Recorded } from './recordings.ts';
import { at } from './witness/json.ts';

export type Vendor = 'openai' | 'gemini' | 'hf';

export interface Endpoint {
  readonly vendor: Vendor;
  /** `chat`, `model page` of the Hub, or one of Hugging Face's tasks. */
  readonly task: string;
  readonly streamed: boolean;
  /** The protocol of a chat call at OpenAI. Default: `chat`. */
  readonly api?: 'responses' | 'chat' | undefined;
  readonly group: string;
  /** Why it cannot be sent through the adapter, where it cannot. */
  readonly leftOut?: string | undefined;
}

/** The page that the Hub has of a model: no task, but what the catalogue describes. */
export const MODEL_PAGE = 'model page';

/** Undefined: an endpoint that is not replayed (OpenAI's images and audio…). */
export function endpointOf(recorded: Recorded): Endpoint | undefined {
  const streamed = isStreamed(recorded);
  const found = FINDERS.map((find) => find(recorded, streamed)).find((group) => group !== undefined);
  if (found === undefined) return undefined;
  const { errors, ...endpoint } = found;
  return { ...endpoint, streamed, group: recorded.status >= 400 ? `${errors ?? found.vendor}${ERRORS}` : found.group };
}

type Found = Omit<Endpoint, 'streamed'> & {
  /** The group of what failed, where it is not the vendor's. */
  readonly errors?: string;
};
type Finder = (recorded: Recorded, streamed: boolean) => Found | undefined;

const FINDERS: readonly Finder[] = [findGemini, findOpenAI, findResponses, findHfChat, findModelPage, findHfTask];

function findGemini({ label, url, folder, file }: Recorded): Found | undefined {
  if (label !== 'generateContent' && label !== 'streamGenerateContent') return undefined;
  const vertex = url.includes('aiplatform') || file.startsWith(`${folder}/vertex`);
  return { vendor: 'gemini', task: 'chat', group: `${vertex ? 'vertex' : 'gemini'} ${label}` };
}

function findOpenAI({ label, folder }: Recorded, streamed: boolean): Found | undefined {
  if (label !== 'chat' || folder === 'hf-chat') return undefined;
  return { vendor: 'openai', task: 'chat', group: `openai chat${streamed ? ' stream' : ''}` };
}

function findResponses({ label, folder, method }: Recorded, streamed: boolean): Found | undefined {
  if (label !== 'responses' || folder !== 'openai' || method === 'GET') return undefined;
  const group = 'openai responses';
  return {
    vendor: 'openai',
    task: 'chat',
    api: 'responses',
    group: group + (streamed ? ' stream' : ''),
    errors: group,
  };
}

function findHfChat(recorded: Recorded, streamed: boolean): Found | undefined {
  const { folder, label, url, sent } = recorded;
  if (!folder.startsWith('hf-')) return undefined;
  const chat = label === 'chat' || label.startsWith('chat-completion') || url.includes('/chat/completions');
  if (!chat && !Array.isArray(at(sent, 'messages'))) return undefined;
  return { vendor: 'hf', task: 'chat', group: `${folder} chat${streamed ? ' stream' : ''}` };
}

function findModelPage({ folder, method, url }: Recorded): Found | undefined {
  if (!folder.startsWith('hf-') || method !== 'GET' || !url.includes('/api/models/')) return undefined;
  return { vendor: 'hf', task: MODEL_PAGE, group: 'hf model pages' };
}

function findHfTask(recorded: Recorded, streamed: boolean): Found | undefined {
  if (!recorded.folder.startsWith('hf-')) return undefined;
  if (recorded.method !== 'POST') return elsewhere('fetch of a file or of an async job: no task of the contract');
  const task = recorded.status >= 400 ? taskOfRequest(recorded) : taskOfAnswer(recorded);
  if (task === undefined || !isHfTask(task)) return elsewhere(`${task ?? 'unknown task'}: no task of the contract`);
  return { vendor: 'hf', task, group: `hf ${task}${streamed ? ' stream' : ''}` };
}

function elsewhere(leftOut: string): Found {
  return { vendor: 'hf', task: '', group: 'hf elsewhere', leftOut };
}

/** Gemini's streams may be recorded as the JSON array that it gives without `alt=sse`. */
function isStreamed({ label, headers, body }: Recorded): boolean {
  if (label === 'streamGenerateContent') return true;
  if (/event-stream/.test(headers['content-type'] ?? '')) return true;
  return typeof body === 'string' && /^(?:data|event):/.test(body);
}
