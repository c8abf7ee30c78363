import { describe, expect, it } from "vitest";
import { CloudError } from "../../localcloud/arm/error";
import { answeredAwsCodes } from "./aws-remedy";
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

describe("a refusal of AWS", () => {
  const awsProd = { name: "stacks/Pulumi.aws-prod.yaml", config: anyConfigOf("aws-prod") };
  const refusedByAws = (code: string, typed = false) =>
    `1 error occurred:\n\t* creating X (y): operation error X: CreateX, https response error StatusCode: 400, RequestID: 1-2, ${typed ? "" : "api error "}${code}: no\n\n`;
  const answered = (code: string, name: string, typed?: boolean) =>
    remedyOf(awsProd, urn(name), refusedByAws(code, typed))?.paths;

  it("of a region or its quota of networks is answered at the region", () => {
    expect(answered("ServiceUnavailable", "contoso-prod-key-key", true)).toEqual(["environment.region"]);
    expect(answered("VpcLimitExceeded", "contoso-prod-network-vpc")).toEqual(["environment.region"]);
  });

  it("over a quota of Bedrock is answered at what asks for it", () => {
    const code = "ServiceQuotaExceededException";
    expect(answered(code, "contoso-prod-guardrail-outbound-guardrail", true)).toEqual(["aws.guardrails[1]"]);
    expect(answered(code, "contoso-prod-workload-customer-service-chat", true)).toEqual([
      "workloads[0].models[0]",
    ]);
    expect(answered(code, "contoso-prod-workload-intelligent-automation-chat-fast", true)).toEqual([
      "workloads[3].models[1]",
    ]);
  });

  it("is answered with a path that exists, for every code", () => {
    for (const code of answeredAwsCodes)
      for (const name of ["contoso-prod-guardrail-strict", "contoso-prod-workload-customer-service-chat"])
        for (const path of answered(code, name) ?? ["none"])
          expect(valueAt(awsProd.config, path), `${code}: ${path}`).toBeDefined();
  });

  it("that no setting answers is left alone", () => {
    expect(answered("InvalidSubnet.Range", "contoso-prod-network-a")).toBeUndefined();
    expect(answered("ServiceQuotaExceededException", "somebody-else", true)).toBeUndefined();
    expect(remedyOf(awsProd, urn("x"), refused("ServiceUnavailable"))).toBeUndefined();
  });
});

function valueAt(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .reduce((at, part) => (at as Record<string, unknown> | undefined)?.[part], value);
}

function configOf(stack: string) {
  return onAzure(anyConfigOf(stack));
}

function anyConfigOf(stack: string) {
  const sections = Object.entries(stackFile(stack)).map(([key, value]) => [
    key.replace("cornerstone:", ""),
    value,
  ]);
  const result = parseStackConfig(Object.fromEntries(sections) as Record<string, unknown>, stack);
  if (!result.ok) throw new Error("the shipped stack has problems");
  return result.config;
}
