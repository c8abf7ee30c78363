import { ours } from "../../controls";
import type { GraphReader, GraphRule, PropertyReader, Subject, Verdict } from "../../rule";
import { entra } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

/** Hours of a working day: what is still needed after them is asked for again. */
const mostHours = 8;

export const groupActivationTerms: GraphRule = {
  id: "CS-0190",
  name: "azuread-group-activation-terms",
  title: "Memberships are activated for a working day at most, with another factor or an approval, and end.",
  severity: "high",
  why: "A role that anybody with a stolen password activates for a day, without being asked, is a standing role with one more click.",
  fix: {
    text: "Give the group a policy: at most eight hours, another factor or an approval, and eligibilities that end.",
    code: 'new azuread.GroupRoleManagementPolicy(name, { groupId, roleId: "member", activationRules: { maximumDuration: "PT4H", requireMultifactorAuthentication: true, requireJustification: true } });',
  },
  controls: [
    ...ours("mcsb", "PA-1", "PA-7"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(3)(i)", "164.308(a)(4)", "164.312(a)(1)", "164.312(d)"),
    ...ours("nist80053", "AC-2", "AC-6"),
    ...ours("iso27001", "A.5.18", "A.8.2"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/entra/id-governance/privileged-identity-management/groups-role-settings",
  scope: "graph",
  types: entra.groupEligibility,
  check: (eligibility, graph) => {
    const own = graph.inputs(eligibility);
    if (!same(own.string("assignmentType"), "member"))
      return notApplicable("it makes nobody a member, but an owner");
    if (own.boolean("permanentAssignment") === true) return fail("it never ends", "permanentAssignment");
    const terms = termsOf(own, graph);
    return terms ? judge(terms) : fail("no policy of this stack says on which terms it is activated");
  },
};

function termsOf(eligibility: PropertyReader, graph: GraphReader): PropertyReader | undefined {
  return graph
    .all(entra.groupManagementPolicy)
    .map((policy: Subject) => graph.inputs(policy))
    .find(
      (policy) =>
        same(policy.string("roleId"), "member") && policy.string("groupId") === eligibility.string("groupId"),
    );
}

function judge(terms: PropertyReader): Verdict {
  const duration = terms.string("activationRules.maximumDuration");
  const hours = hoursOf(duration);
  if (hours === undefined) return fail("nothing limits how long it is activated for");
  if (hours > mostHours) return fail(`it is activated for ${hours} hours, more than ${mostHours}`);
  const guarded =
    terms.boolean("activationRules.requireApproval") === true ||
    terms.boolean("activationRules.requireMultifactorAuthentication") === true ||
    terms.has("activationRules.requiredConditionalAccessAuthenticationContext");
  return guarded ? pass : fail("it takes neither another factor nor an approval");
}

/** Hours of `PT4H30M` or `P1D`; undefined for any other text. */
function hoursOf(duration: string | undefined): number | undefined {
  const [all, days = "0", hours = "0", minutes = "0"] =
    /^P(?=.)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration ?? "") ?? [];
  return all === undefined ? undefined : Number(days) * 24 + Number(hours) + Number(minutes) / 60;
}
