import { distance } from "fastest-levenshtein";

/**
 * The candidate that was probably meant by `word`: the one with the fewest typing errors, when they are at most a third of its letters.
 * Case, spaces, hyphens and underscores do not count as errors.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(word);
  let best: { readonly candidate: string; readonly errors: number } | undefined;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const errors = distance(wanted, folded);
    const bearable = Math.max(1, Math.floor(Math.max(folded.length, wanted.length) / 3));
    if (errors <= bearable && errors < (best?.errors ?? Infinity)) best = { candidate, errors };
  }
  return best?.candidate;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}
