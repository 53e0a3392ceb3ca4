import * as z from 'zod';
import { type Entity, findEntities } from '../../engines/entities.ts';
import { countMasks, fillMasks } from '../../engines/fill-mask.ts';
import { answerQuestion } from '../../engines/question.ts';
import { codePointPlace } from '../../text/code-points.ts';
import { hash } from '../../text/hash.ts';
import { VendorError } from '../../wire/vendor-error.ts';
import { factsOf } from '../model-facts.ts';
import { answerCount, defineTask, forEachText, oneOrMoreTexts, someText } from './define.ts';

const guesses = 5;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** `token-classification`: the entities of a text, or a list of them for a list of texts. */
export const tokenClassification = defineTask(
  z.object({
    inputs: oneOrMoreTexts,
    parameters: z.object({ aggregation_strategy: z.string().nullish() }).nullish(),
  }),
  async ({ inputs, parameters }) => {
    const describe = parameters?.aggregation_strategy === 'none' ? singleEntity : groupedEntity;
    const entitiesOf = async (text: string): Promise<readonly unknown[]> =>
      (await findEntities(text)).map((entity, index) => describe(placedIn(text, entity), index));
    return typeof inputs === 'string' ? entitiesOf(inputs) : Promise.all(inputs.map(entitiesOf));
  },
);

/** `question-answering`: one answer, or with `top_k` above 1 a list of them. */
export const questionAnswering = defineTask(
  z.object({
    inputs: z.object({ question: someText, context: someText }),
    parameters: z.object({ top_k: answerCount }).nullish(),
  }),
  ({ inputs: { question, context }, parameters }) => {
    const count = parameters?.top_k ?? 1;
    const answers = answerQuestion(question, context, count).map((answer) => placedIn(context, answer));
    return count > 1 ? answers : answers[0];
  },
);

/** `fill-mask`: the guesses for the masked word; a list of such lists for several masks or several texts. */
export const fillMask = defineTask(
  z.object({
    inputs: oneOrMoreTexts,
    parameters: z.object({ top_k: answerCount, targets: z.array(z.string()).min(1).nullish() }).nullish(),
  }),
  ({ inputs, parameters }, model) =>
    forEachText(inputs, (text) => {
      if (countMasks(text) === 0) throw noMask(model);
      const filled = fillMasks(text, parameters?.top_k ?? guesses, parameters?.targets ?? undefined);
      return filled.length === 1 ? filled[0] : filled;
    }),
);

/** The same piece of `text`, its place in code points. */
function placedIn<Piece extends Place>(text: string, piece: Piece): Piece {
  return { ...piece, start: codePointPlace(text, piece.start), end: codePointPlace(text, piece.end) };
}

function groupedEntity({ type, word, start, end }: Entity): unknown {
  return { entity_group: type, score: confidence(word), word, start, end };
}

function singleEntity({ type, word, start, end }: Entity, index: number): unknown {
  return { entity: `B-${type}`, score: confidence(word), index: index + 1, word, start, end };
}

/** The rules behind the entities are sure of what they find; the score only has to look like a model's. */
function confidence(word: string): number {
  return 0.95 + (hash(word) % 500) / 10_000;
}

function noMask(model: string): VendorError {
  const token = factsOf(model).maskToken ?? '[MASK]';
  return new VendorError({ status: 400, body: { error: `No mask_token (${token}) found on the input` } });
}
