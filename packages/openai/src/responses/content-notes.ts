import type { Annotation, TokenLogprob } from '@x/core';
import { type Json, numberOf, objectsOf, stringOf } from './json.ts';

/** The sources that a part of text states: of the web, of files that were searched, of files that code wrote. */
export function readAnnotations({ annotations }: Json): readonly Annotation[] {
  return objectsOf(annotations).map((annotation) => {
    const url = stringOf(annotation['url']);
    const title = stringOf(annotation['title']) || stringOf(annotation['filename']);
    const start = numberOf(annotation['start_index']);
    const end = numberOf(annotation['end_index']);
    return {
      type: 'citation',
      ...(url && { url }),
      ...(title && { title }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
    };
  });
}

/** The log probabilities of a part of text, none where they were not asked for. */
export function readLogprobs({ logprobs }: Json): readonly TokenLogprob[] {
  return objectsOf(logprobs).flatMap((entry) =>
    readLogprob(entry).map((read) => {
      const top = objectsOf(entry['top_logprobs']).flatMap(readLogprob);
      return { ...read, ...(top.length > 0 && { top }) };
    }),
  );
}

function readLogprob({ token, logprob }: Json): readonly TokenLogprob[] {
  return typeof token === 'string' && typeof logprob === 'number' ? [{ token, logprob }] : [];
}
