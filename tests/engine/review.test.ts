import * as fs from "node:fs";
import * as path from "node:path";
import { expect, it } from "vitest";
import { Checkout } from "./support/checkout";

/** No engine runs here, but whole programs of stacks do, in a git repository of their own. */
it("a change is blocked by what it introduces, until somebody answers for it; then every stack passes", async () => {
  await using checkout = await Checkout.create();
  for (const large of ["prod", "aws-prod"])
    fs.rmSync(path.join(checkout.directory, "stacks", `Pulumi.${large}.yaml`));
  const file = "stacks/Pulumi.dev.yaml";
  const filter = "- { name: standard }";
  expect(checkout.read(file)).toContain(filter);
  checkout.write(file, checkout.read(file).replace(filter, "- { name: standard, prompt: { hate: high } }"));

  const compared = await checkout.cornerstone("review", "dev", "--compare", "HEAD", "--json");
  expect(compared.code).toBe(1);
  const report = JSON.parse(compared.stdout) as {
    groups: { rule: { id: string }; findings: { outcome: string; name: string }[] }[];
  };
  const introduced = report.groups.filter(({ findings }) =>
    findings.some(({ outcome }) => outcome === "fail"),
  );
  expect(introduced.map(({ rule }) => rule.id)).toEqual(["CS-0016"]);
  const { name } = introduced[0]!.findings[0]!;

  const written = await checkout.succeeds(
    ...["exempt", "dev", "--rule", "CS-0016"],
    ...["--resource", `azure-native:cognitiveservices:RaiPolicy::${name}`],
    ...["--reason", "A benchmark needs it.", "--ticket", "SEC-9", "--owner", "ada@contoso.example"],
  );
  expect(written.stderr).toContain("dev.yaml: CS-0016 is exempt for 1 finding until");

  await checkout.succeeds("review", "--all", "-o", "review-{stack}.json");
  const verdicts = ["dev", "staging"].map((stack) => {
    const { verdict, rawVerdict } = JSON.parse(checkout.read(`review-${stack}.json`)) as Record<
      string,
      string
    >;
    return `${stack}: ${rawVerdict ?? ""}, ${verdict ?? ""}`;
  });
  expect(verdicts).toEqual(["dev: fail, pass", "staging: pass, pass"]);
});
