import type { Attributes, Context, Span } from '@opentelemetry/api';
import { InferenceError } from '../../contract/error.ts';
import type { OutputBase } from '../../contract/output.ts';
import type { TaskName } from '../../contract/tasks/task-map.ts';
import { operationOf, providerNameOf, requestAttributes, responseAttributes } from './attributes.ts';
import { inputContent, outputContent } from './content.ts';
import { type Instruments, instrumentsOf } from './instruments.ts';

/** The part of `@opentelemetry/api` that is used. */
export type TelemetryApi = Pick<
  typeof import('@opentelemetry/api'),
  'context' | 'metrics' | 'trace' | 'SpanKind' | 'SpanStatusCode'
>;

/** The name under which spans and metrics come. */
const scope = '@x/core';

/** What a call is, for its span. */
export interface Operation {
  readonly provider: string;
  readonly task: TaskName;
  readonly input: { readonly model: string };
  readonly streaming: boolean;
  readonly recordContent: boolean;
}

/** One call as a span and its metrics. Ends once; what comes later is not heard. */
export class RecordedOperation {
  readonly #api: TelemetryApi;
  readonly #operation: Operation;
  readonly #now: () => number;
  readonly #began: number;
  readonly #span: Span;
  readonly #context: Context;
  readonly #instruments: Instruments;
  #firstChunkSeconds: number | undefined;
  #over = false;

  constructor(api: TelemetryApi, operation: Operation, now: () => number) {
    const { provider, task, input, streaming, recordContent } = operation;
    this.#api = api;
    this.#operation = operation;
    this.#now = now;
    this.#began = now();
    this.#instruments = instrumentsOf(api.metrics.getMeter(scope));
    this.#span = api.trace.getTracer(scope).startSpan(`${operationOf(task)} ${input.model}`, {
      kind: api.SpanKind.CLIENT,
      attributes: {
        ...requestAttributes(provider, task, input, streaming),
        ...(recordContent && inputContent(input)),
      },
    });
    this.#context = api.trace.setSpan(api.context.active(), this.#span);
  }

  /** Runs work with the span as the active one, so that spans within it become its children. */
  within<R>(work: () => R): R {
    return this.#api.context.with(this.#context, work);
  }

  /** To be called at each event of a stream; the first one counts. */
  chunk(): void {
    this.#firstChunkSeconds ??= this.#seconds();
  }

  answered(output: OutputBase): void {
    const answered = responseAttributes(output);
    this.#span.setAttributes(answered);
    if (this.#operation.recordContent) this.#span.setAttributes(outputContent(output));
    const attributes = {
      ...this.#shared(output.meta.provider),
      'gen_ai.response.model': output.meta.model,
    };
    // What came out of a cache used no tokens this time.
    if (!output.meta.cached) this.#recordTokens(output, attributes);
    this.#end(attributes);
  }

  failed(error: unknown): void {
    const known = InferenceError.is(error) ? error : undefined;
    const type = known?.code ?? (error instanceof Error ? error.name : '_OTHER');
    const provider = known?.provider ?? this.#operation.provider;
    this.#span.setAttributes({ 'error.type': type, 'gen_ai.provider.name': providerNameOf(provider) });
    this.#span.setStatus({ code: this.#api.SpanStatusCode.ERROR, ...(known && { message: known.message }) });
    this.#end({ ...this.#shared(provider), 'error.type': type });
  }

  /** The reader of a stream has walked away, which is no failure. */
  left(): void {
    this.#end(this.#shared(this.#operation.provider));
  }

  #recordTokens({ usage }: OutputBase, attributes: Attributes): void {
    for (const [type, count] of [
      ['input', usage?.inputTokens],
      ['output', usage?.outputTokens],
    ] as const) {
      if (count !== undefined) {
        this.#instruments.tokenUsage.record(count, { ...attributes, 'gen_ai.token.type': type }, this.#context);
      }
    }
  }

  #end(attributes: Attributes): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#firstChunkSeconds !== undefined) {
      this.#span.setAttribute('gen_ai.response.time_to_first_chunk', this.#firstChunkSeconds);
      this.#instruments.timeToFirstChunk.record(this.#firstChunkSeconds, attributes, this.#context);
    }
    this.#instruments.duration.record(this.#seconds(), attributes, this.#context);
    this.#span.end();
  }

  #shared(provider: string): Attributes {
    const { task, input } = this.#operation;
    return {
      'gen_ai.operation.name': operationOf(task),
      'gen_ai.provider.name': providerNameOf(provider),
      'gen_ai.request.model': input.model,
    };
  }

  #seconds(): number {
    return (this.#now() - this.#began) / 1000;
  }
}
