import { waves, type FleetStack } from "../select";
import type { ExportTarget } from "./target";

/** GitHub runs no more jobs of one matrix (https://docs.github.com/actions/reference/limits). */
export const matrixLimit = 256;

interface MatrixEntry {
  readonly stack: string;
  /** The GitHub environment, whose reviewers approve and whose variables tell identity and backend. */
  readonly environment: string;
  /** The part of the federated subject that the identity's credential names. */
  readonly subject: string;
  readonly protected: boolean;
}

/**
 * Matrices for `strategy.matrix: ${{ fromJSON(...) }}`: a file for each wave, since jobs of one matrix do not wait for each other,
 * and more than one where a wave is larger than a matrix may be.
 */
export const githubMatrix: ExportTarget = {
  files: (stacks, { repository }) =>
    waves(stacks).flatMap((wave, index) =>
      shards(wave).map((shard, part, { length }) => ({
        name: `matrix-${index + 1}${length > 1 ? `-${part + 1}` : ""}.json`,
        text: JSON.stringify({ include: shard.map((stack) => entryOf(stack, repository)) }, null, 2),
      })),
    ),
  lacks: ["one report over all stacks (each job has its own)", "resuming (re-run the failed jobs instead)"],
  remains: [
    "call .github/workflows/deploy-stack.yml with `strategy.matrix: ${{ fromJSON(...) }}` and `max-parallel`, one job a file, each `needs` the one before",
    "an environment a stack, with its reviewers and variables: `cornerstone init` prints the commands",
  ],
};

function entryOf({ name, tags }: FleetStack, repository: string): MatrixEntry {
  return {
    stack: name,
    environment: name,
    subject: `repo:${repository}:environment:${name}`,
    protected: tags["protected"] === "true",
  };
}

function shards(stacks: readonly FleetStack[]): readonly (readonly FleetStack[])[] {
  return Array.from({ length: Math.ceil(stacks.length / matrixLimit) }, (_, index) =>
    stacks.slice(index * matrixLimit, (index + 1) * matrixLimit),
  );
}
