import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const kmsKeySingleRegion: ResourceRule = {
  id: "CS-0455",
  name: "kms-key-single-region",
  title: "Keys stay in one region.",
  severity: "high",
  why: "A key of several regions has the same material in each: whoever may use its replica decrypts elsewhere what was encrypted here, outside of the boundary, too.",
  fix: {
    text: "Make a key of one region in each region.",
    code: "new kms.Key(name, { multiRegion: false });",
  },
  controls: serving(themes.residency, ours("mcsb", "DP-6")),
  covers: ["prowler-aws:kms_cmk_not_multi_region"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
  scope: "resource",
  types: [...aws.key, ...aws.replicaKey],
  check: (inputs, { type }) => {
    if (type === aws.replicaKey[0])
      return fail("it is the replica of a key of another region", "primaryKeyArn");
    return inputs.boolean("multiRegion") === true ? unlike(inputs, "multiRegion", "must be false") : pass;
  },
};
