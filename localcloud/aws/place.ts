/** Where a request goes: an account, and a region of a partition. */
export interface Place {
  /** Twelve digits. */
  readonly account: string;
  /** `eu-central-1`. */
  readonly region: string;
}

/** The partition of a region. Source: https://docs.aws.amazon.com/general/latest/gr/rande.html. */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return "aws";
}

/** The DNS suffix of a region's endpoints. */
export function dnsSuffixOf(region: string): string {
  const partition = partitionOf(region);
  if (partition === "aws-cn") return "amazonaws.com.cn";
  return partition === "aws-eusc" ? "amazonaws.eu" : "amazonaws.com";
}
