/** English words that carry no topic: articles, pronouns, auxiliaries, prepositions, question words, polite verbs. */
export const stopwords: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being between both but by can
  could did do does doing down during each few for from further get give had has have having he her here hers him his
  how i if in into is it its itself just let make me more most my no nor not now of off on once only or other our
  ours out over own please same say she should so some such tell than that the their theirs them then there these they
  this those through to too under until up us very want was we were what when where which while who whom why will with
  would write you your yours`.split(/\s+/u),
);
