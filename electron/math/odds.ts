/** Probabilities and log-odds (natural logarithm). Pure. */

/** The probability that belongs to log-odds. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** @param probability above 0 and below 1; at 0 and 1 the result is infinite. */
export function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}
