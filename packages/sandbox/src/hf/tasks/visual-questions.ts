import * as z from 'zod';
import { answerFromPicture } from '../../engines/visual-question.ts';
import { answerCount, defineTask, someText } from './define.ts';
import { imageInput } from './media-input.ts';

const visualAnswers = 5;

const pictureQuestion = z.object({
  inputs: z.object({ image: imageInput, question: someText }),
  parameters: z.object({ top_k: answerCount }).nullish(),
});

/** `visual-question-answering`: answers with their scores, five unless `top_k` asks otherwise, best first. */
export const visualQuestionAnswering = defineTask(pictureQuestion, ({ inputs: { image, question }, parameters }) =>
  answerFromPicture(question, image.seed, parameters?.top_k ?? visualAnswers).map(({ label, score }) => ({
    score,
    answer: label,
  })),
);

/**
 * `document-question-answering`: one answer unless `top_k` asks for more. `start` and `end` are the first and the last
 * word of the answer among the words of the document; each answer of the sandbox is all there is of its document.
 */
export const documentQuestionAnswering = defineTask(pictureQuestion, ({ inputs: { image, question }, parameters }) =>
  answerFromPicture(question, image.seed, parameters?.top_k ?? 1).map(({ label, score }) => ({
    score,
    answer: label,
    start: 0,
    end: label.split(' ').length - 1,
  })),
);
