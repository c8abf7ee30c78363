import type { PropertyReader, Verdict } from "./rule";
import { fail, firstFailure, mustBe, pass } from "./verdicts";

/**
 * A firewall (`networkAcls`, `networkRuleSet`) that denies by default and whose IP rules are narrower than the
 * internet. `address` names the property of an IP rule that holds its address.
 */
export function defaultDeny(inputs: PropertyReader, path: string, address: string): Verdict {
  return firstFailure(
    () => mustBe(inputs, `${path}.defaultAction`, "Deny"),
    () => narrowRanges(inputs, `${path}.ipRules`, address),
  );
}

function narrowRanges(inputs: PropertyReader, path: string, address: string): Verdict {
  for (const rule of inputs.list(path)) {
    const range = rule.string(address);
    if (range !== undefined && isWide(range))
      return fail(
        `${rule.path}.${address} is ${rule.show(address)}, which lets in a large part of the internet`,
        rule.path,
      );
  }
  return pass;
}

/** A /8 holds 16 million addresses: no organisation's own. `0.0.0.0` alone means every Azure tenant. */
function isWide(range: string): boolean {
  const [network, prefix] = range.split("/");
  return network === "0.0.0.0" || (prefix !== undefined && Number(prefix) <= 8);
}
