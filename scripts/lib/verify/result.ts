import type { CheckTitle } from "./check";
import type { Finding } from "./run";
import { exitCode, type ExitCode } from "../failure";

/** All that a verification found out. */
export interface Verification {
  readonly stack: string;
  readonly cloud: string;
  readonly checks: readonly CheckTitle[];
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

/** 1 when a check failed, 3 when something could not be asked, 0 otherwise: what was skipped is told, and no failure. */
export function exitCodeOf({ findings }: Pick<Verification, "findings">): ExitCode {
  if (findings.some(({ result }) => result === "fail")) return exitCode.findings;
  const blind = findings.length === 0 || findings.some(({ unreachable }) => unreachable === true);
  return blind ? exitCode.failed : exitCode.ok;
}

/** What a finding says, in words. */
export function said(finding: Finding): string {
  return finding.result === "skipped" ? finding.reason : finding.evidence;
}

export interface CheckSummary {
  readonly check: CheckTitle;
  readonly findings: readonly Finding[];
  /** The worst of its findings. */
  readonly result: Finding["result"];
}

/** Findings by check. A check without anything to look at is left out. */
export function byCheck({ checks, findings }: Verification): readonly CheckSummary[] {
  return checks.flatMap((check): CheckSummary[] => {
    const own = findings.filter((finding) => finding.check === check.id);
    if (own.length === 0) return [];
    const worst = (["fail", "skipped", "pass"] as const).find((result) =>
      own.some((finding) => finding.result === result),
    );
    return [{ check, findings: own, result: worst ?? "skipped" }];
  });
}
