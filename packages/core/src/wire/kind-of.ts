/** What something that was thrown is called, for messages that must not repeat its words. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
