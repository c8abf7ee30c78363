import { Unknown, type PropertyMap } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { entra } from "../../types";
import { groupActivationTerms as rule } from "./azuread-group-activation-terms";

const eligible = (inputs: PropertyMap = {}) =>
  resource(
    entra.groupEligibility[0],
    { groupId: "active", principalId: "admins", assignmentType: "member", duration: "P180D", ...inputs },
    { name: "eligible" },
  );
const terms = (activationRules: PropertyMap, more: PropertyMap = {}) =>
  resource(
    entra.groupManagementPolicy[0],
    { groupId: "active", roleId: "member", activationRules, ...more },
    { name: "terms" },
  );
const factor = { maximumDuration: "PT4H", requireMultifactorAuthentication: true };

export const cases: RuleCases = {
  rule,
  pass: {
    "four hours with another factor": [eligible(), terms(factor)],
    "a working day with an approval": [eligible(), terms({ maximumDuration: "PT8H", requireApproval: true })],
    "half an hour in an authentication context": [
      eligible(),
      terms({ maximumDuration: "PT30M", requiredConditionalAccessAuthenticationContext: "c1" }),
    ],
  },
  fail: {
    "no policy": [[eligible()], "no policy of this stack"],
    "the policy of another group": [[eligible(), terms(factor, { groupId: "other" })], "no policy"],
    "the policy of owners": [[eligible(), terms(factor, { roleId: "owner" })], "no policy"],
    "a day": [[eligible(), terms({ ...factor, maximumDuration: "P1D" })], "24 hours"],
    "half an hour too much": [[eligible(), terms({ ...factor, maximumDuration: "PT8H30M" })], "8.5 hours"],
    "no length": [[eligible(), terms({ requireApproval: true })], "nothing limits"],
    "a reason alone": [
      [eligible(), terms({ maximumDuration: "PT1H", requireJustification: true })],
      "neither another factor nor an approval",
    ],
    "for ever": [[eligible({ permanentAssignment: true }), terms(factor)], "it never ends"],
  },
  notApplicable: { "an owner": [eligible({ assignmentType: "owner" })] },
  unknown: {
    "terms that are not known yet": [
      eligible(),
      terms({ maximumDuration: new Unknown("preview"), requireApproval: true }),
    ],
  },
};
