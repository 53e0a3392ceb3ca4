import { polynomial } from './polynomial.ts';

/**
 * The quantile of the standard normal distribution, to about 16 digits (Wichura 1988, algorithm AS 241, PPND16).
 *
 * @param probability 0 … 1; the ends give −Infinity and Infinity, anything else NaN
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN;
  const fromMiddle = probability - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const squared = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(middle.above, squared)) / polynomial(middle.below, squared);
  }
  const tail = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
  if (tail === Infinity) return Math.sign(fromMiddle) * Infinity;
  const { from, above, below } = tail <= 5 ? near : far;
  return (Math.sign(fromMiddle) * polynomial(above, tail - from)) / polynomial(below, tail - from);
}

/** The probability that a standard normal variable is at most `x`, to about 16 digits (West 2005, after Hart 1968). */
export function normalProbability(x: number): number {
  const distance = Math.abs(x);
  const upper = distance > 37 ? 0 : Math.exp((-distance * distance) / 2) * upperTailRatio(distance);
  return x > 0 ? 1 - upper : upper;
}

/** The two-sided factor of a level: 1.96 for 0.95. */
export const normalFactor = (level: number): number => normalQuantile(0.5 + level / 2);

/** The share beyond `distance`, over exp(−distance² / 2). */
function upperTailRatio(distance: number): number {
  if (distance < 7.07106781186547) return polynomial(hart.above, distance) / polynomial(hart.below, distance);
  const fraction = [4, 3, 2, 1].reduce((rest, step) => distance + step / rest, distance + 0.65);
  return 1 / (fraction * 2.506628274631);
}

// Coefficients from the constant term upwards, as the papers print them.
const middle = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const near = {
  from: 1.6,
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const far = {
  from: 5,
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};
const hart = {
  above: [
    220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
    3.52624965998911e-2,
  ],
  below: [
    440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
    1.75566716318264, 8.83883476483184e-2,
  ],
};
