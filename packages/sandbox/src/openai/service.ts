import type { Dialect } from '../chat-completions/dialect.ts';
import type { Failures } from '../faults/plan.ts';
import { eventOf } from '../wire/event.ts';
import type { ErrorReply } from '../wire/vendor-error.ts';
import {
  openaiFailures,
  responsesFailures,
  serverError,
  unknownModel,
  unknownPath,
  unknownResponsesModel,
} from './failures.ts';

/** How one API words its failures. */
export interface Wording {
  readonly failures: Failures;
  readonly unknownModel: (model: string) => ErrorReply;
}

/** A service that speaks OpenAI's protocol: OpenAI itself, or Azure. */
export interface Service {
  readonly chatDialect: Dialect;
  readonly wording: Wording;
  /** The Responses API answers 400 where the others say 404. */
  readonly responsesWording: Wording;
  readonly unknownPath: (method: string, path: string) => ErrorReply;
}

/** OpenAI at its own address. */
export const openaiService: Service = {
  chatDialect: {
    vendor: 'openai',
    idPrefix: 'chatcmpl-',
    showsReasoning: false,
    repeatsRole: false,
    obfuscates: true,
    // The second shape names its event, as Groq does.
    streamErrors: {
      error: eventOf({ error: serverError }),
      alternateError: `event: error\n${eventOf({ error: serverError })}`,
    },
  },
  wording: { failures: openaiFailures, unknownModel },
  responsesWording: { failures: responsesFailures, unknownModel: unknownResponsesModel },
  unknownPath,
};
