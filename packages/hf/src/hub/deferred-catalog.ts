import { deferCatalog } from '@x/core/adapter';

/** The Hub's word on models, loaded with the first question. */
export const hubCatalog = deferCatalog(async () => (await import('./catalog.ts')).hubCatalog);
