import { context, metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type InferenceProvider, tool } from '@x/core';
import { withCache, withTelemetry } from '@x/core/wrap';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type FakeScript, fakeProvider } from '../fake-provider.ts';

const spans = new InMemorySpanExporter();
const figures = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: figures })] });

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }));
  metrics.setGlobalMeterProvider(meters);
});
beforeEach(async () => {
  await meters.forceFlush();
  spans.reset();
  figures.reset();
});
afterAll(async () => {
  await meters.shutdown();
  trace.disable();
  metrics.disable();
  context.disable();
});

const input = { model: 'm', prompt: 'the prompt' };
const answer = {
  text: ['the', ' answer'],
  usage: { inputTokens: 3, outputTokens: 5, reasoningTokens: 2, totalTokens: 8 },
};
const told = (script: FakeScript, id = 'openai') => withTelemetry(fakeProvider(script, { id }));

/** The histograms that were filled, by name and what stands out in their attributes. */
async function recorded() {
  await meters.forceFlush();
  return figures
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    .flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map((point) => ({ name: descriptor.name, unit: descriptor.unit, ...point })),
    );
}

describe('withTelemetry', () => {
  test('a call is a client span with settings, usage and finish reason', async () => {
    await told(answer).run('chat', {
      ...input,
      temperature: 0.5,
      maxTokens: 10,
      topP: 0.9,
      stop: 'x',
      seed: 1,
      reasoning: { effort: 'low' },
      responseFormat: { type: 'json' },
    });
    const [span] = spans.getFinishedSpans();
    expect(span).toMatchObject({ name: 'chat m', kind: 2, status: { code: SpanStatusCode.UNSET } });
    expect(span?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'm',
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.max_tokens': 10,
      'gen_ai.request.top_p': 0.9,
      'gen_ai.request.stop_sequences': ['x'],
      'gen_ai.request.seed': 1,
      'gen_ai.request.reasoning.level': 'low',
      'gen_ai.output.type': 'json',
      'gen_ai.response.model': 'm',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.usage.reasoning.output_tokens': 2,
    });
  });

  test("the conventions' names are used for providers and reasons", async () => {
    await told({ toolCalls: [{ name: 'look' }] }, 'gemini').run('chat', input);
    expect(spans.getFinishedSpans()[0]?.attributes).toMatchObject({
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.response.finish_reasons': ['tool_call'],
    });
  });

  test('duration and tokens are measured', async () => {
    await told(answer).run('chat', input);
    const shared = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'm',
      'gen_ai.response.model': 'm',
    };
    const points = await recorded();
    expect(points).toHaveLength(3);
    const tokens = (type: string, sum: number) =>
      expect.objectContaining({
        name: 'gen_ai.client.token.usage',
        unit: '{token}',
        attributes: { ...shared, 'gen_ai.token.type': type },
        value: expect.objectContaining({ sum }),
      });
    expect(points).toContainEqual(tokens('input', 3));
    expect(points).toContainEqual(tokens('output', 5));
    expect(points).toContainEqual(
      expect.objectContaining({ name: 'gen_ai.client.operation.duration', unit: 's', attributes: shared }),
    );
  });

  test('a stream says when its first chunk came, and its span ends with it', async () => {
    const stream = told({ ...answer, delayMs: 20 }).stream('chat', input);
    expect(spans.getFinishedSpans()).toHaveLength(0);
    for await (const event of stream) if (event.type === 'text-delta') expect(spans.getFinishedSpans()).toHaveLength(0);
    const [span, ...more] = spans.getFinishedSpans();
    expect(more).toEqual([]);
    expect(span?.attributes).toMatchObject({
      'gen_ai.request.stream': true,
      'gen_ai.response.time_to_first_chunk': expect.any(Number),
      'gen_ai.usage.output_tokens': 5,
    });
    const names = (await recorded()).map(({ name }) => name);
    expect(names).toContain('gen_ai.client.operation.time_to_first_chunk');
  });

  test.each(['run', 'stream'] as const)('a failed %s has our code as its error.type', async (how) => {
    const provider = told({ error: 'rate-limit' });
    const call = how === 'run' ? provider.run('chat', input) : provider.stream('chat', input).result();
    await expect(call).rejects.toMatchObject({ code: 'rate-limit' });
    const [span] = spans.getFinishedSpans();
    expect(span).toMatchObject({ attributes: { 'error.type': 'rate-limit' }, status: { code: SpanStatusCode.ERROR } });
    expect(await recorded()).toMatchObject([
      { name: 'gen_ai.client.operation.duration', attributes: { 'error.type': 'rate-limit' } },
    ]);
  });

  test('a stream that is left ends its span without an error', async () => {
    for await (const _ of told({ text: ['a', 'b'], hangs: true }).stream('chat', input)) break;
    const [span] = spans.getFinishedSpans();
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.attributes).not.toHaveProperty('error.type');
  });

  test('what is said is recorded only when asked', async () => {
    const call = {
      model: 'm',
      system: 'the system',
      messages: [{ role: 'user', content: 'the prompt' }] as const,
      tools: { look: tool({ input: z.object({ at: z.string() }) }) },
    };
    await told(answer).run('chat', call);
    expect(JSON.stringify(spans.getFinishedSpans()[0]?.attributes)).not.toMatch(
      /the prompt|the answer|the system|look/,
    );
    spans.reset();
    await withTelemetry(fakeProvider(answer), { recordContent: true }).run('chat', call);
    const attributes = spans.getFinishedSpans()[0]?.attributes ?? {};
    const json = (name: string): unknown => JSON.parse(String(attributes[name]));
    expect(json('gen_ai.input.messages')).toEqual([{ role: 'user', parts: [{ type: 'text', content: 'the prompt' }] }]);
    expect(json('gen_ai.system_instructions')).toEqual([{ type: 'text', content: 'the system' }]);
    expect(json('gen_ai.tool.definitions')).toMatchObject([
      { type: 'function', name: 'look', parameters: { type: 'object' } },
    ]);
    expect(json('gen_ai.output.messages')).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: 'the answer' }], finish_reason: 'stop' },
    ]);
  });

  test('spans within a call stand under its own, which stands under that of the caller', async () => {
    const tracer = trace.getTracer('test');
    const inner: InferenceProvider<'chat'> = fakeProvider(() => {
      tracer.startSpan('inside').end();
      return answer;
    });
    await tracer.startActiveSpan('outside', async (outside) => {
      await withTelemetry(inner).run('chat', input);
      await withTelemetry(inner).stream('chat', input).result();
      outside.end();
    });
    const finished = spans.getFinishedSpans();
    const parents = finished.map(({ name, parentSpanContext }) => [
      name,
      finished.find((span) => span.spanContext().spanId === parentSpanContext?.spanId)?.name,
    ]);
    expect(parents).toEqual([
      ['inside', 'chat m'],
      ['chat m', 'outside'],
      ['inside', 'chat m'],
      ['chat m', 'outside'],
      ['outside', undefined],
    ]);
  });

  test('what comes out of a cache used no tokens', async () => {
    const provider = withTelemetry(withCache(fakeProvider(answer)));
    await provider.run('chat', input);
    await recorded();
    figures.reset();
    await provider.run('chat', input);
    expect((await recorded()).map(({ name }) => name)).toEqual(['gen_ai.client.operation.duration']);
  });
});
