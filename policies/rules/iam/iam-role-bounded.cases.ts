import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamRoleBounded as rule } from "./iam-role-bounded";

const role = (name: string, inputs: object = {}) => resource(aws.role[0], { name, ...inputs }, { name });
const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";

export const cases: RuleCases = {
  rule,
  pass: { "it has one": [role("chat", { permissionsBoundary })] },
  fail: {
    "one is left out": [
      [role("chat"), role("gateway", { permissionsBoundary })],
      "it has no boundary, gateway has one",
    ],
  },
  notApplicable: { "none has one": [role("chat"), role("gateway")] },
  unknown: { "not known yet": [role("chat", { permissionsBoundary: new Unknown("preview") })] },
};
