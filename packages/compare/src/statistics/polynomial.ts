/**
 * The value of a polynomial, by Horner's rule.
 *
 * @param coefficients from the constant term upwards
 */
export const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
