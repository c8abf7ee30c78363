import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const iamRoleBounded: GraphRule = {
  id: "CS-0489",
  name: "iam-role-bounded",
  title: "Where roles have a permissions boundary, each of them has one.",
  severity: "high",
  why: "A pipeline that may write roles can take rights by way of one that it has not itself. The boundary ends that, unless a single role is left out of it.",
  fix: {
    text: "Give the role the policy that limits the others.",
    code: "new iam.Role(name, { ..., permissionsBoundary: boundaryArn });",
  },
  controls: serving(themes.leastPrivilege),
  covers: [],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  scope: "graph",
  types: aws.role,
  check: (role, graph) => {
    const bounded = (each: typeof role): boolean =>
      graph.inputs(each).string("permissionsBoundary") !== undefined;
    if (bounded(role)) return pass;
    const other = graph.all(aws.role).find(bounded);
    return other === undefined
      ? notApplicable("no role of the stack has a boundary")
      : fail(`it has no boundary, ${other.name} has one`, "permissionsBoundary");
  },
};
