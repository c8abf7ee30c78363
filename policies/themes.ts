import { ours } from "./controls";
import type { ControlReference } from "./rule";

/**
 * The controls that a demand of one kind serves in every framework, by this toolkit's reading. A rule that a vendor
 * maps, too, names the vendor's controls beside them by `serving`.
 */
export const themes = {
  /** Callers prove who they are by short-lived tokens of an identity. */
  keyless: [
    ...ours("mcsb", "IM-1", "IM-3", "IM-8"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(i)", "164.312(d)"),
    ...ours("nist80053", "AC-2", "IA-2", "IA-5", "IA-9"),
    ...ours("iso27001", "A.5.16", "A.5.17", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
  ],
  /** What an identity may do is no more than it needs. */
  leastPrivilege: [
    ...ours("mcsb", "PA-1", "PA-7", "AI-4"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(3)(i)", "164.308(a)(4)", "164.312(a)(1)"),
    ...ours("nist80053", "AC-3", "AC-5", "AC-6"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
  ],
  /** Traffic stays off the public network. */
  privateNetwork: [
    ...ours("mcsb", "NS-1", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
  ],
  /** Data at rest is encrypted by a key of the customer's. */
  encryption: [
    ...ours("mcsb", "DP-5", "DP-6"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28", "SC-28(1)"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  /** Data in transit is encrypted. */
  transit: [
    ...ours("mcsb", "DP-3"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"),
    ...ours("nist80053", "SC-8", "SC-8(1)"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
  ],
  /** Who did what is recorded, kept and read. */
  logging: [
    ...ours("mcsb", "LT-3", "AI-6"),
    ...ours("gdpr", "5(2)", "30", "32(1)(d)", "33"),
    ...ours("hipaa", "164.308(a)(1)(ii)(D)", "164.312(b)"),
    ...ours("nist80053", "AU-2", "AU-12"),
    ...ours("iso27001", "A.8.15", "A.8.16"),
    ...ours("euAiAct", "12(1)", "12(2)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.4"),
  ],
  /** Records are kept for as long as is declared, and no longer. */
  retention: [
    ...ours("mcsb", "LT-6"),
    ...ours("gdpr", "5(2)", "33"),
    ...ours("hipaa", "164.312(b)"),
    ...ours("nist80053", "AU-11"),
    ...ours("iso27001", "A.8.15"),
    ...ours("euAiAct", "19", "26(6)"),
  ],
  /** Data, prompts and copies stay inside the declared boundary. */
  residency: [
    ...ours("gdpr", "5(1)(f)", "28(3)(a)", "44", "46"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  /** Prompts and answers are filtered. */
  contentFilter: [
    ...ours("mcsb", "AI-2"),
    ...ours("gdpr", "25(1)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)"),
    ...ours("nist80053", "SI-3", "SI-4", "SI-10", "SI-15"),
    ...ours("iso27001", "A.8.7", "A.8.28"),
    ...ours("euAiAct", "9", "15(5)"),
    ...ours("owaspLlm", "LLM01", "LLM05"),
    ...ours("nistAiRmf", "MEASURE 2.6"),
  ],
  /** Models are approved, and their vendor supports them. */
  approvedModel: [
    ...ours("mcsb", "AI-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "CM-7(5)", "SA-22", "SR-3"),
    ...ours("iso27001", "A.5.23", "A.8.19"),
    ...ours("euAiAct", "9", "15(1)"),
    ...ours("owaspLlm", "LLM03"),
    ...ours("nistAiRmf", "GOVERN 6.1", "MANAGE 3.1"),
  ],
  /** What is spent and consumed is bounded and told. */
  cost: [
    ...ours("mcsb", "AI-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "SC-5", "SC-6"),
    ...ours("iso27001", "A.8.6"),
    ...ours("euAiAct", "15(4)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MANAGE 2.4"),
  ],
  /** What exists, and whose it is, is known. */
  inventory: [
    ...ours("mcsb", "AM-1", "AM-2"),
    ...ours("gdpr", "30"),
    ...ours("hipaa", "164.308(a)(1)(ii)(A)"),
    ...ours("nist80053", "CM-8", "PM-5"),
    ...ours("iso27001", "A.5.9", "A.5.12"),
    ...ours("nistAiRmf", "GOVERN 1.6"),
  ],
  /** What was deleted or changed can be brought back. */
  recovery: [
    ...ours("mcsb", "BR-1", "BR-2"),
    ...ours("gdpr", "32(1)(b)", "32(1)(c)"),
    ...ours("hipaa", "164.308(a)(7)(ii)(A)", "164.312(c)(1)"),
    ...ours("nist80053", "CP-9", "CP-10"),
    ...ours("iso27001", "A.8.13"),
    ...ours("euAiAct", "15(4)"),
  ],
} as const satisfies Record<string, readonly ControlReference[]>;

/** The controls of a theme, and those of the vendor's mapping, which take the place of ours where both name one. */
export function serving(
  theme: readonly ControlReference[],
  ...vendors: readonly (readonly ControlReference[])[]
): readonly ControlReference[] {
  const mapped = vendors.flat();
  const named = new Set(mapped.map(({ framework, control }) => `${framework} ${control}`));
  return [...mapped, ...theme.filter(({ framework, control }) => !named.has(`${framework} ${control}`))];
}
