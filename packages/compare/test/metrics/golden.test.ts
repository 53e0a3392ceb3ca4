import { describe, expect, test } from 'vitest';
import {
  chrf,
  cohensKappa,
  confusionMatrix,
  cosine,
  editSimilarity,
  kendallTauB,
  neighbourOverlap,
  quantile,
  rougeL,
  rougeTokens,
  spearman,
  squadForm,
  squadTokens,
  stemmedRougeTokens,
  tokenF1,
} from '../../src/metrics/index.ts';
import chrfGolden from './golden/chrf.json' with { type: 'json' };
import editGolden from './golden/edit.json' with { type: 'json' };
import labelsGolden from './golden/labels.json' with { type: 'json' };
import quantilesGolden from './golden/quantiles.json' with { type: 'json' };
import ranksGolden from './golden/rank-correlation.json' with { type: 'json' };
import rougeGolden from './golden/rouge-l.json' with { type: 'json' };
import squadGolden from './golden/squad.json' with { type: 'json' };
import vectorsGolden from './golden/vectors.json' with { type: 'json' };

const as = ({ program, version }: { readonly program: string; readonly version: string }): string =>
  `as ${program} ${version} has it`;

const digits = 12;

describe(`chrF ${as(chrfGolden.source)}`, () => {
  test.each(chrfGolden.cases)('$hypothesis | $reference', ({ hypothesis, reference, beta1, beta2 }) => {
    expect(chrf(hypothesis, reference, 2)).toBeCloseTo(beta2, digits);
    expect(chrf(hypothesis, reference, 1)).toBeCloseTo(beta1, digits);
  });
});

describe(`ROUGE-L ${as(rougeGolden.source)}`, () => {
  // Where neither text has a Latin letter both are empty, which is 1 for us and 0 for rouge-score.
  const visible = rougeGolden.cases.filter(
    ({ hypothesis, reference }) => rougeTokens(hypothesis).length + rougeTokens(reference).length > 0,
  );
  test.each(visible)('$hypothesis | $reference', ({ hypothesis, reference, plain, stemmed }) => {
    expect(rougeL(rougeTokens(hypothesis), rougeTokens(reference))).toBeCloseTo(plain, digits);
    expect(rougeL(stemmedRougeTokens(hypothesis), stemmedRougeTokens(reference))).toBeCloseTo(stemmed, digits);
  });

  test('stems make a difference in some case, so that both are told apart', () => {
    expect(visible.some(({ plain, stemmed }) => plain !== stemmed)).toBe(true);
  });
});

test('ROUGE-L of the worked example of Lin 2004, section 3.1: S2 is nearer to S1 than S3', () => {
  const [s1, s2, s3] = ['police killed the gunman', 'police kill the gunman', 'the gunman kill police'].map(
    rougeTokens,
  );
  expect(rougeL(s2 ?? [], s1 ?? [])).toBe(3 / 4);
  expect(rougeL(s3 ?? [], s1 ?? [])).toBe(2 / 4);
});

describe(`edit similarity ${as(editGolden.source)}`, () => {
  test.each(editGolden.cases)('$a | $b', ({ a, b, similarity }) => {
    expect(editSimilarity(a, b)).toBeCloseTo(similarity, digits);
  });
});

describe(`question answering ${as(squadGolden.source)}`, () => {
  const worded = squadGolden.cases.filter(({ prediction, truth }) => squadForm(prediction) + squadForm(truth) !== '');
  test.each(worded)('$prediction | $truth', ({ prediction, truth, f1, exact }) => {
    expect(tokenF1(squadTokens(prediction), squadTokens(truth))).toBeCloseTo(f1, digits);
    expect(squadForm(prediction) === squadForm(truth)).toBe(exact === 1);
  });
});

test('two texts of which nothing is left are the same, where SQuAD says 1 for exact match and 0 for F1', () => {
  expect(squadGolden.cases.find(({ prediction, truth }) => squadForm(prediction) + squadForm(truth) === '')).toEqual({
    prediction: 'a',
    truth: 'a',
    f1: 0,
    exact: 1,
  });
  expect(tokenF1(squadTokens('a'), squadTokens('the'))).toBe(1);
});

describe(`rank correlation ${as(ranksGolden.source)}`, () => {
  test.each(ranksGolden.cases)('$a | $b', ({ a, b, spearman: rho, kendallTauB: tau }) => {
    expect(spearman(a, b)).toBeCloseTo(rho, digits);
    expect(kendallTauB(a, b)).toBeCloseTo(tau, digits);
  });
});

describe(`labels ${as(labelsGolden.source)}`, () => {
  test.each(labelsGolden.cases)('$expected | $given', ({ expected, given, kappa, accuracy, labels, confusion }) => {
    const pairs = expected.map((label, place) => [label, given[place] ?? ''] as const);
    expect(cohensKappa(pairs)).toBeCloseTo(kappa, digits);
    expect(confusionMatrix(pairs)).toEqual({ labels, counts: confusion });
    expect(pairs.filter(([one, other]) => one === other).length / pairs.length).toBeCloseTo(accuracy, digits);
  });
});

describe(`vectors ${as(vectorsGolden.source)}`, () => {
  test.each(vectorsGolden.cases)('of $k neighbours', ({ a, b, k, overlap, cosine: wanted }) => {
    expect(neighbourOverlap(a, b, k)).toBeCloseTo(overlap, digits);
    for (const [place, value] of wanted.entries()) {
      expect(cosine(a[place] ?? [], b[place] ?? [])).toBeCloseTo(value, digits);
    }
  });
});

describe(`quantiles ${as(quantilesGolden.source)}`, () => {
  test.each(quantilesGolden.cases)('$values', ({ values, quantiles }) => {
    const sorted = values.toSorted((one, other) => one - other);
    for (const [place, share] of [0.5, 0.9, 0.95].entries()) {
      expect(quantile(sorted, share)).toBeCloseTo(quantiles[place] ?? Number.NaN, digits);
    }
  });
});
