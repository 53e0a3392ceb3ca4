import * as z from 'zod';
import type { Io } from '../io.ts';
import type { VendorId } from '../vendors.ts';
import { askHost } from './ask-host.ts';

/** Whether a key works. `unknown`: the vendor could not be asked, or said neither yes nor no. */
export interface KeyVerdict {
  readonly works: 'yes' | 'no' | 'unknown';
  /** What it may do, or why it does not work. */
  readonly says: string;
}

/** One call that costs nothing and needs the key. */
interface KeyCall {
  readonly address: string;
  readonly headers: (key: string) => Readonly<Record<string, string>>;
  /** What the answer says of the key. */
  readonly says: (body: unknown) => string;
}

const bearer = (key: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${key}` });

const modelList = z.object({ data: z.array(z.unknown()) });
const modelPage = z.object({ models: z.array(z.unknown()) });
const account = z.object({
  name: z.string(),
  auth: z
    .object({
      accessToken: z
        .object({
          role: z.string(),
          fineGrained: z.object({ scoped: z.array(z.object({ permissions: z.array(z.string()) })) }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const calls: Readonly<Record<VendorId, KeyCall>> = {
  openai: {
    address: 'https://api.openai.com/v1/models',
    headers: bearer,
    says: (body) => `sees ${modelList.parse(body).data.length} models`,
  },
  gemini: {
    address: 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000',
    headers: (key) => ({ 'x-goog-api-key': key }),
    says: (body) => `sees ${modelPage.parse(body).models.length} models`,
  },
  hf: { address: 'https://huggingface.co/api/whoami-v2', headers: bearer, says: accountSays },
};

/** What a Hugging Face token needs before it may call models through the router. */
const inferencePermission = 'inference.serverless.write';

function accountSays(body: unknown): string {
  const { name, auth } = account.parse(body);
  const { role, fineGrained } = auth?.accessToken ?? {};
  if (role === undefined) return `belongs to ${name}`;
  if (role !== 'fineGrained') return `belongs to ${name}, role ${role}`;
  const permissions = new Set(fineGrained?.scoped.flatMap((scope) => scope.permissions));
  const may = permissions.has(inferencePermission)
    ? 'may call inference providers'
    : `may not call inference providers: it lacks the permission ${inferencePermission}`;
  return `belongs to ${name}, fine-grained, ${may}`;
}

/** Statuses by which vendors say that a key is not good; Google says 400 of a key that it does not know. */
const refusals: readonly number[] = [400, 401, 403];

/**
 * Asks the vendor, with one free call, whether a key works.
 *
 * @throws InferenceError `aborted` when the command was interrupted
 */
export async function checkKey(
  vendor: VendorId,
  key: string,
  timeoutMs: number,
  io: Pick<Io, 'fetch' | 'signal'>,
): Promise<KeyVerdict> {
  const call = calls[vendor];
  const reply = await askHost(call.address, call.headers(key), timeoutMs, io);
  if (reply.kind === 'silent') return { works: 'unknown', says: `could not be asked: ${reply.reason}` };
  const { response } = reply;
  if (refusals.includes(response.status)) {
    await response.body?.cancel();
    return { works: 'no', says: `refused with HTTP ${response.status}` };
  }
  if (!response.ok) {
    await response.body?.cancel();
    return { works: 'unknown', says: `answered with HTTP ${response.status}` };
  }
  return readVerdict(response, call);
}

async function readVerdict(response: Response, call: KeyCall): Promise<KeyVerdict> {
  try {
    return { works: 'yes', says: call.says(await response.json()) };
  } catch {
    // A page with a good status is somebody else's answer, such as a hotel's network.
    return { works: 'unknown', says: 'the answer could not be read; is a proxy in between?' };
  }
}
