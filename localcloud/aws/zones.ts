import type { AwsView } from "./behaviour";

export interface Zone {
  /** `eu-central-1a`: which data centre it is differs by account. */
  readonly name: string;
  /** `euc1-az2`: the same for every account. */
  readonly id: string;
}

/** Regions whose zones are not `a`, `b` and `c`; https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html. */
const letters: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "ac",
  "us-west-2": "abcd",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abd",
};

/** The availability zones of a region. Which ID stands behind a name comes from the seed and the account. */
export function zonesOf(region: string, { seed, place }: Pick<AwsView, "seed" | "place">): readonly Zone[] {
  const names = (letters[region] ?? "abc").split("");
  const [area = "", direction = "", number = "1"] = region.split("-").slice(-3);
  const short = `${area}${abbreviated(direction)}${number}`;
  const shift = Math.floor(seed.fraction(`${place.account}:${region}:zones`) * names.length);
  return names.map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${short}-az${((index + shift) % names.length) + 1}`,
  }));
}

/** `central` -> `c`, `northeast` -> `ne`. */
function abbreviated(direction: string): string {
  return direction.replace(/(north|south)?(east|west)?(central)?/, (_, ...parts: (string | undefined)[]) =>
    parts
      .slice(0, 3)
      .map((part) => part?.charAt(0) ?? "")
      .join(""),
  );
}
