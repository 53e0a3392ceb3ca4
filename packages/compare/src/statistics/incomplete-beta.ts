import { polynomial } from './polynomial.ts';

const precision = 1e-16;
const mostSteps = 10_000;

/**
 * The regularised incomplete beta function, by its continued fraction (NIST Digital Library of Mathematical Functions,
 * 8.17.22) evaluated from the front (Lentz 1976).
 *
 * @param x 0 … 1
 * @param a above 0
 * @param b above 0
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean; the other side is its mirror.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return front / continuedFraction(x, a, b);
}

function continuedFraction(x: number, a: number, b: number): number {
  let value = 1;
  let above = 1;
  let below = 0;
  for (let step = 1; step <= mostSteps; step++) {
    const term = termOf(step, x, a, b);
    below = 1 / awayFromZero(1 + term * below);
    above = awayFromZero(1 + term / above);
    const change = above * below;
    value *= change;
    if (Math.abs(change - 1) < precision) return value;
  }
  return value;
}

/** The partial numerators of 8.17.22; every partial denominator is 1. */
function termOf(step: number, x: number, a: number, b: number): number {
  const m = Math.floor(step / 2);
  if (step % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

const awayFromZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);

/** The logarithm of the gamma function for x > 0, by Stirling's series (DLMF 5.11.1) from 10 upwards. */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 10) product *= shifted++;
  const series = polynomial(stirling, 1 / (shifted * shifted)) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}

/** B₂ₖ / (2k (2k − 1)), k = 1 … 8, with Bernoulli's numbers. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
