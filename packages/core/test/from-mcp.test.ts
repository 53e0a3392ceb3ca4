import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { InferenceError } from '@x/core';
import { toJsonSchema } from '@x/core/adapter';
import { fromMcp, type McpClient } from '@x/core/mcp';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const info = { name: 'test', version: '1.0.0' };

async function connected(server: McpServer | Server): Promise<Client> {
  const client = new Client(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

function weatherServer(): McpServer {
  const server = new McpServer(info);
  const inputSchema = { city: z.string() };
  server.registerTool('weather.now', { description: 'The weather', inputSchema }, ({ city }) => ({
    content: [
      { type: 'text', text: `Sunny in ${city}` },
      { type: 'text', text: '20 degrees' },
    ],
  }));
  server.registerTool('numbers', { inputSchema, outputSchema: { degrees: z.number() } }, () => ({
    content: [{ type: 'text', text: '{"degrees":20}' }],
    structuredContent: { degrees: 20 },
  }));
  server.registerTool('broken', { inputSchema }, () => ({
    isError: true,
    content: [{ type: 'text', text: 'the station is closed' }],
  }));
  server.registerTool('silent', {}, () => ({ isError: true, content: [] }));
  server.registerTool('pictures', {}, () => ({
    content: [
      { type: 'image', mimeType: 'image/png', data: 'AA==' },
      { type: 'resource', resource: { uri: 'file:///a', text: 'words' } },
      { type: 'resource', resource: { uri: 'file:///b', blob: 'AA==' } },
      { type: 'resource_link', uri: 'file:///c', name: 'c' },
    ],
  }));
  return server;
}

const context = { signal: new AbortController().signal, id: 'c1' };

describe('tools of a server, over the official client', () => {
  test('have its names, made fit for every vendor, and its schemas', async () => {
    const tools = await fromMcp(await connected(weatherServer()));
    expect(Object.keys(tools)).toEqual(['weather_now', 'numbers', 'broken', 'silent', 'pictures']);
    const { weather_now: weather } = tools;
    expect(weather?.description).toBe('The weather');
    expect(weather && toJsonSchema(weather.input)).toMatchObject({
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    });
  });

  test.each<readonly [string, Record<string, unknown>, unknown]>([
    ['weather_now', { city: 'Bern' }, 'Sunny in Bern\n20 degrees'],
    ['numbers', { city: 'Bern' }, { degrees: 20 }],
    ['pictures', {}, '[image image/png]\nwords\n[file:///b]\n[file:///c]'],
  ])('%s answers', async (name, input, output) => {
    const tools = await fromMcp(await connected(weatherServer()));
    expect(await tools[name]?.execute?.(input, context)).toEqual(output);
  });

  test.each<readonly [string, Record<string, unknown>, string]>([
    ['broken', { city: 'Bern' }, 'the station is closed'],
    ['silent', {}, 'did not say why'],
    ['weather_now', { city: 7 }, 'expected string'],
  ])('%s fails by throwing', async (name, input, message) => {
    const tools = await fromMcp(await connected(weatherServer()));
    await expect(tools[name]?.execute?.(input, context)).rejects.toThrow(message);
  });

  test('an abort reaches the client', async () => {
    const { numbers } = await fromMcp(await connected(weatherServer()));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(numbers?.execute?.({ city: 'Bern' }, { signal, id: 'c1' })).rejects.toThrow('enough');
  });

  test('all pages are read', async () => {
    const server = new Server(info, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, ({ params }) => {
      const page = Number(params?.cursor ?? 0);
      const tools = [{ name: `tool${page}`, inputSchema: { type: 'object' as const } }];
      return page < 2 ? { tools, nextCursor: `${page + 1}` } : { tools };
    });
    expect(Object.keys(await fromMcp(await connected(server)))).toEqual(['tool0', 'tool1', 'tool2']);
  });
});

const clientOf = (names: readonly string[], answer: object = {}, nextCursor?: string): McpClient => ({
  listTools: async () => ({ tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })), nextCursor }),
  callTool: async () => answer,
});

test('a server that gives the same cursor for ever is left', async () => {
  const pages: (string | undefined)[] = [];
  const client: McpClient = {
    ...clientOf([]),
    listTools: async ({ cursor } = {}) => {
      pages.push(cursor);
      return { tools: [], nextCursor: 'again' };
    },
  };
  expect(await fromMcp(client)).toEqual({});
  expect(pages).toEqual([undefined, 'again']);
});

test('two tools that come to one name are refused', async () => {
  const error: unknown = await fromMcp(clientOf(['a.b', 'a/b'])).catch((thrown: unknown) => thrown);
  expect(InferenceError.is(error) && [error.code, error.message]).toEqual([
    'invalid-request',
    expect.stringContaining('a_b'),
  ]);
});

test('an answer of the first protocol is one value', async () => {
  const tools = await fromMcp(clientOf(['old'], { toolResult: 7 }));
  expect(await tools['old']?.execute?.({}, context)).toBe(7);
});
