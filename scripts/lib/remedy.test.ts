import { describe, expect, it } from "vitest";
import { CloudError } from "../../localcloud/arm/error";
import { answeredCodes, formatRemedy, remedyOf } from "./remedy";
import { onAzure, parseStackConfig } from "../../stacks/config/index";
import { stackFile } from "../../tests/support/stack-files";

const prod = { name: "stacks/Pulumi.prod.yaml", config: configOf("prod") };
const urn = (name: string) => `urn:pulumi:prod::cornerstone::a$b::${name}`;
const refused = (code: string, message = "no") => new CloudError(400, code, message).message;

describe("a refusal of the cloud", () => {
  it.each(prod.config.models.deployments.map((deployment, index) => ({ deployment, index })))(
    "over quota is answered at the deployment: $deployment.name",
    ({ deployment, index }) => {
      const name = `contoso-prod-${deployment.account}-${deployment.name}`;
      const remedy = remedyOf(prod, urn(name), refused("InsufficientQuota"));
      expect(remedy?.paths[0]).toBe(`models.deployments[${index}].capacity`);
      expect(formatRemedy(remedy!, prod)).toMatch(
        /^change models\.deployments\[\d+\]\.capacity or .* in .*Pulumi\.prod\.yaml: /,
      );
    },
  );

  it("of a region is answered wherever the stack names it", () => {
    const [first] = prod.config.models.accounts;
    const message = `The service is temporarily unavailable in region '${first!.region}'.`;
    const paths = remedyOf(prod, urn("contoso-prod-group"), refused("ServiceUnavailable", message))?.paths;
    const named = prod.config.models.accounts.flatMap(({ region }, index) =>
      region === first!.region ? [`models.accounts[${index}].region`] : [],
    );
    expect(paths).toEqual([
      ...(prod.config.environment.region === first!.region ? ["environment.region"] : []),
      ...named,
    ]);
    expect(
      remedyOf(prod, urn("x"), refused("ServiceUnavailable", "down in region 'brazilsouth'")),
    ).toBeUndefined();
  });

  it("that no setting answers is left alone", () => {
    expect(remedyOf(prod, urn("contoso-prod-primary-chat"), refused("RequestConflict"))).toBeUndefined();
    expect(remedyOf(prod, urn("somebody-else"), refused("InsufficientQuota"))).toBeUndefined();
    expect(remedyOf(prod, urn("x"), "anything else")).toBeUndefined();
  });

  it("is answered with a path that exists, for every code", () => {
    const { account, name } = prod.config.models.deployments[0]!;
    for (const code of answeredCodes) {
      const region = `in location '${prod.config.environment.region}'`;
      const remedy =
        remedyOf(prod, urn(`contoso-prod-${account}-${name}`), refused(code, region)) ??
        remedyOf(prod, urn(`contoso-prod-${account}-account`), refused(code, region));
      expect(remedy, code).toBeDefined();
      for (const path of remedy!.paths) expect(valueAt(prod.config, path), `${code}: ${path}`).toBeDefined();
    }
  });
});

function valueAt(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .reduce((at, part) => (at as Record<string, unknown> | undefined)?.[part], value);
}

function configOf(stack: string) {
  const sections = Object.entries(stackFile(stack)).map(([key, value]) => [
    key.replace("cornerstone:", ""),
    value,
  ]);
  const result = parseStackConfig(Object.fromEntries(sections) as Record<string, unknown>, stack);
  if (!result.ok) throw new Error("the shipped stack has problems");
  return onAzure(result.config);
}
