import type { CallOptions } from './provider.ts';
import type { TaskName } from './tasks/task-map.ts';

/** What is known of a model before it is called. A fact that the vendor does not state is absent. */
export interface ModelInfo {
  readonly id: string;
  readonly provider: string;
  readonly task?: TaskName | undefined;
  readonly tasks?: readonly TaskName[] | undefined;
  readonly served?: boolean | undefined;
  readonly servedBy?:
    | readonly { readonly provider: string; readonly status: string; readonly task?: string | undefined }[]
    | undefined;
  /** Tokens. */
  readonly contextLength?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly license?: string | undefined;
  readonly gated?: false | 'auto' | 'manual' | undefined;
  /** Whether this key may use it; only where asked. */
  readonly access?: boolean | undefined;
  readonly retired?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly raw?: unknown;
}

export interface ModelQuery {
  readonly task?: TaskName | undefined;
  readonly search?: string | undefined;
  readonly servedBy?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ModelCatalog {
  list(query?: ModelQuery, options?: CallOptions): AsyncIterable<ModelInfo>;
  describe(model: string, options?: CallOptions & { readonly checkAccess?: boolean | undefined }): Promise<ModelInfo>;
}
