/**
 * Tools of a Model Context Protocol server, for `runTools`. Nothing is imported: the client is the application's, from
 * `@modelcontextprotocol/sdk`.
 *
 * @packageDocumentation
 */
import { InferenceError } from '../contract/error.ts';
import { jsonSchema } from '../contract/schema.ts';
import type { Tool } from '../contract/tool.ts';
import { isJson, type Json } from '../wire/json.ts';
import { own } from '../wire/own.ts';

/** The part of the SDK's `Client` that is used here. It is connected before it is handed over. */
export interface McpClient {
  listTools(parameters?: { cursor?: string }): Promise<{
    readonly tools: readonly {
      readonly name: string;
      readonly description?: string | undefined;
      readonly inputSchema: object;
    }[];
    readonly nextCursor?: string | undefined;
  }>;
  callTool(
    parameters: { name: string; arguments?: Record<string, unknown> },
    resultSchema?: undefined,
    options?: { signal?: AbortSignal },
  ): Promise<object>;
}

type McpTool = Awaited<ReturnType<McpClient['listTools']>>['tools'][number];

/**
 * Every tool that a server offers. Arguments are checked by the server; what it answers is its structured content, or
 * its content as text. A call that the server says has failed throws, so that `runTools` tells the model.
 *
 * Names are what all vendors take: letters, digits, `_` and `-`, at most 64; anything else in a server's name becomes
 * `_`, and the server is called by its own name.
 *
 * @throws InferenceError 'invalid-request' when two tools come to the same name; what the client throws, as it is.
 */
export async function fromMcp(client: McpClient): Promise<Record<string, Tool<Record<string, unknown>>>> {
  const tools: Record<string, Tool<Record<string, unknown>>> = {};
  for await (const offered of toolsOf(client)) {
    const name = offered.name.replaceAll(/[^\w-]/g, '_').slice(0, 64);
    if (Object.hasOwn(tools, name)) throw sameName(name);
    tools[name] = toolOf(client, offered);
  }
  return tools;
}

async function* toolsOf(client: McpClient): AsyncIterable<McpTool> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const { tools, nextCursor } = await client.listTools(cursor === undefined ? {} : { cursor });
    yield* tools;
    // A server that gives the same page again would be asked for ever.
    cursor = nextCursor === undefined || seen.has(nextCursor) ? undefined : nextCursor;
    if (cursor !== undefined) seen.add(cursor);
  } while (cursor !== undefined);
}

function toolOf(client: McpClient, { name, description, inputSchema }: McpTool): Tool<Record<string, unknown>> {
  return {
    description,
    input: jsonSchema<Record<string, unknown>>(inputSchema),
    execute: async (input, { signal }) =>
      answerOf(await client.callTool({ name, arguments: input }, undefined, { signal })),
  };
}

/** What a server answered, for a model to read. */
function answerOf(result: object): unknown {
  if (!isJson(result)) return null;
  const { structuredContent, content, isError, toolResult } = result;
  const text = (Array.isArray(content) ? content : []).map(textOf).join('\n');
  if (isError === true) throw new Error(text || 'The tool failed and did not say why');
  // Before the protocol's version of November 2024 an answer was one value.
  return structuredContent ?? (content === undefined ? toolResult : text);
}

/** How each kind of content reads as text. */
const readings: Readonly<Record<string, (part: Json) => unknown>> = {
  text: ({ text }) => text,
  resource: ({ resource }) => (isJson(resource) ? (resource['text'] ?? `[${resource['uri']}]`) : ''),
  resource_link: ({ uri }) => `[${uri}]`,
};

function textOf(part: unknown): string {
  if (!isJson(part)) return '';
  const kind = String(part['type']);
  const read = own(readings, kind);
  return String(read?.(part) ?? `[${kind} ${part['mimeType'] ?? ''}]`);
}

function sameName(name: string): InferenceError {
  const message = `the server has two tools that come to the name ${name}. Rename one of them there`;
  return new InferenceError({ code: 'invalid-request', provider: 'mcp', message });
}
