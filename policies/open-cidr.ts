/**
 * Whether a range of addresses is the internet: all of it (`0.0.0.0/0`, `::/0`), or so much that no network of one
 * company is meant (wider than /8).
 */
export function isOpenCidr(cidr: string): boolean {
  const bits = /\/(\d+)$/.exec(cidr)?.[1];
  return bits !== undefined && Number(bits) < 8;
}
