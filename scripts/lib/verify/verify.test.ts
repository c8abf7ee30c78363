import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../localcloud/store/store";
import { roles } from "../../../catalog/roles";
import { parseStackConfig, type StackConfig } from "../../../stacks/config/index";
import { StandingPlatform } from "../../../tests/support/standing-platform";
import { stackFile } from "../../../tests/support/stack-files";
import { checks } from "./checks/index";
import { type Finding, runChecks } from "./run";
import { verify, type VerifyOptions } from "./verify";

/** A shipped stack, with some of its sections left out. */
async function stand(stack: string, without: readonly string[] = []): Promise<StandingPlatform> {
  const sections = Object.fromEntries(
    Object.entries(stackFile(stack))
      .map(([key, value]) => [key.replace(/^cornerstone:/, ""), value] as const)
      .filter(([section]) => !without.includes(section)),
  );
  const parsed = parseStackConfig(sections, `Pulumi.${stack}.yaml`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return StandingPlatform.create(stack, sections, parsed.config as StackConfig);
}

function verified({ platform, cloud }: StandingPlatform): Promise<readonly Finding[]> {
  return runChecks({ checks: checks.filter(({ id }) => id !== "failover"), platform, cloud, wait: 0 });
}

/** What failed, as `check subject: evidence`. */
function failures(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((one) =>
    one.result === "fail" ? [`${one.check} ${one.subject}: ${one.evidence}`] : [],
  );
}

function propertiesOf(body: JsonObject): Record<string, unknown> {
  return body["properties"] as Record<string, unknown>;
}

describe("a platform without an account of its own", () => {
  it("is told so before anything starts", () => {
    const accountId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a";
    const config = { models: { accounts: [{ name: "primary", existing: { accountId } }] } };
    const options = { file: { stack: "estate", config }, only: [], exercise: [] } as unknown as VerifyOptions;
    expect(() => verify(options)).toThrow("every account of estate stands already");
  });
});

describe("a platform of one region", () => {
  let standing: StandingPlatform;
  beforeAll(async () => {
    standing = await stand("dev");
  }, 60_000);
  afterAll(() => standing[Symbol.asyncDispose]());

  it("passes every look when it is healthy", async () => {
    const findings = await verified(standing);
    expect(findings.filter(({ result }) => result !== "pass")).toEqual([]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set(checks.map(({ id }) => id).filter((id) => id !== "failover")),
    );
  });

  /** What somebody may do to a platform, and the only failures that it may cause. */
  const defects: readonly {
    readonly what: string;
    readonly inject: () => Promise<() => Promise<void>>;
    readonly failures: readonly (string | RegExp)[];
  }[] = [
    {
      what: "public access is turned on",
      inject: () =>
        standing.change(account(), (body) => {
          propertiesOf(body)["publicNetworkAccess"] = "Enabled";
        }),
      failures: ["public-access primary-account: publicNetworkAccess is Enabled, must be Disabled"],
    },
    {
      what: "keys are turned on",
      inject: () =>
        standing.change(account(), (body) => {
          propertiesOf(body)["disableLocalAuth"] = false;
        }),
      failures: ["keys-refused primary-account: disableLocalAuth is false, must be true"],
    },
    {
      what: "a deployment is deleted",
      inject: () => standing.remove(standing.find("/deployments/embeddings")),
      failures: ["deployments primary/embeddings: the deployment does not exist"],
    },
    {
      what: "a deployment has another version of its model",
      inject: () =>
        standing.change(standing.find("/deployments/chat"), (body) => {
          (propertiesOf(body)["model"] as Record<string, unknown>)["version"] = "2026-01-01";
        }),
      failures: ["deployments primary/chat: version is 2026-01-01, must be 2026-07-09"],
    },
    {
      what: "a content filter only annotates",
      inject: () =>
        standing.change(standing.find("/raiPolicies/standard"), (body) => {
          for (const filter of propertiesOf(body)["contentFilters"] as Record<string, unknown>[])
            if (filter["name"] === "Violence") filter["blocking"] = false;
        }),
      failures: ["chat", "embeddings"].map(
        (name) =>
          new RegExp(
            `^content-filters primary/${name}: filter standard: Violence \\(Prompt\\): blocking is false`,
          ),
      ),
    },
    {
      what: "a deployment has no content filter of its own",
      inject: () =>
        standing.change(standing.find("/deployments/chat"), (body) => {
          delete propertiesOf(body)["raiPolicyName"];
        }),
      failures: ["content-filters primary/chat: its content filter is none of its own, must be standard"],
    },
    {
      what: "a DNS zone is no longer linked to the network",
      inject: () =>
        standing.remove(standing.find("/privatelink.openai.azure.com/virtualNetworkLinks/platform")),
      failures: [
        /^private-names primary-endpoint: contoso-dev-primary-\w+\.openai\.azure\.com leads to 203\.0\.113\.10 \(public\), must lead to 10\.42\.0\.\d+$/,
      ],
    },
    {
      what: "a DNS record leads elsewhere",
      inject: () => {
        const zone = standing.find("/privateDnsZones/privatelink.vaultcore.azure.net");
        const vault =
          standing
            .find(/\/vaults\/[^/]+$/i)
            .id.split("/")
            .at(-1) ?? "";
        return standing.add(`${zone.id}/A/${vault}`, {
          properties: { ttl: 10, aRecords: [{ ipv4Address: "10.42.0.20" }] },
        });
      },
      failures: [
        /^private-names vault-swedencentral-endpoint: \S+\.vault\.azure\.net leads to 10\.42\.0\.20 \(private\), must lead to/,
      ],
    },
    {
      what: "the records of an endpoint are gone",
      inject: () => standing.remove(standing.find(/primary-endpoint[^/]*\/privateDnsZoneGroups\/default$/)),
      failures: [/^private-names primary-endpoint: .*cognitiveservices\.azure\.com leads to nothing/],
    },
    {
      what: "an allowed group has lost its role",
      inject: () => standing.remove(assignmentOf("3d9e7c54-2a86-4b1f-a7d0-91c4e8f35b13")),
      failures: ["chat", "embeddings"].map(
        (name) =>
          `allowed-answered primary/${name} as group modelUsers: refused or not answered: 401 PermissionDenied`,
      ),
    },
    {
      what: "a group that manages the account may call it, too",
      inject: () => assign("6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11"),
      failures: [
        /^strangers-refused primary as group platformAdmins: group platformAdmins gets a completion/,
        /^strangers-refused primary role assignments: may call, and stands in no stack: group platformAdmins holds role/,
      ],
    },
    {
      what: "somebody whom nobody knows may call",
      inject: () => assign("aaaaaaaa-5c52-4c61-9f6e-0f6f4c1b7a11"),
      failures: [
        /^strangers-refused primary role assignments: .*User aaaaaaaa-5c52-4c61-9f6e-0f6f4c1b7a11 holds/,
      ],
    },
    {
      what: "a diagnostic setting is removed",
      inject: () =>
        standing.remove(
          standing.find(/accounts\/[^/]+\/providers\/Microsoft\.Insights\/diagnosticSettings/i),
        ),
      failures: [
        "diagnostics primary: the diagnostic setting does not exist: nothing of this resource is logged",
      ],
    },
    {
      what: "a diagnostic setting sends no metrics any more",
      inject: () =>
        standing.change(
          standing.find(/accounts\/[^/]+\/providers\/Microsoft\.Insights\/diagnosticSettings/i),
          (body) => {
            propertiesOf(body)["metrics"] = [];
          },
        ),
      failures: ["diagnostics primary: not sent any more: AllMetrics (metrics)"],
    },
    {
      what: "the connection of a private endpoint is rejected",
      inject: () =>
        standing.change(standing.find(/privateEndpoints\/[^/]*primary-endpoint[^/]*$/), (body) => {
          const [connection] = propertiesOf(body)["privateLinkServiceConnections"] as JsonObject[];
          propertiesOf(connection!)["privateLinkServiceConnectionState"] = { status: "Rejected" };
        }),
      failures: ["private-endpoints primary-endpoint: its connection is Rejected, must be Approved"],
    },
  ];

  it.each(defects)("fails that one check, by name, when $what", async ({ inject, failures: expected }) => {
    const undo = await inject();
    try {
      const findings = await verified(standing);
      const found = failures(findings);
      expect(found).toHaveLength(expected.length);
      for (const [index, one] of expected.entries())
        expect(found[index]).toEqual(one instanceof RegExp ? expect.stringMatching(one) : one);
      expect(findings.filter(({ unreachable }) => unreachable)).toEqual([]);
    } finally {
      await undo();
    }
  });

  it("skips from the internet what it cannot see, and still sees what is open", async () => {
    const { cloud, platform } = standing;
    const outside = {
      ...cloud,
      positions: new Set(["internet"] as const),
      speakers: () => [],
      strangers: () => [],
    };
    const look = () =>
      runChecks({ checks: checks.filter(({ id }) => id !== "failover"), platform, cloud: outside, wait: 0 });
    const byCheck = (findings: readonly Finding[], result: string): ReadonlySet<string> =>
      new Set(findings.filter((one) => one.result === result).map(({ check }) => check));
    const healthy = await look();
    expect(failures(healthy)).toEqual([]);
    expect(byCheck(healthy, "skipped")).toEqual(
      new Set([
        "private-names",
        "content-filters",
        "allowed-answered",
        "strangers-refused",
        "telemetry-arrives",
      ]),
    );
    const undo = await standing.change(account(), (body) => {
      Object.assign(propertiesOf(body), { publicNetworkAccess: "Enabled", disableLocalAuth: false });
    });
    expect(byCheck(await look(), "fail")).toEqual(new Set(["public-access", "keys-refused"]));
    await undo();
  });

  it("sees an open door by a call, whatever the configuration says", async () => {
    const { cloud, platform } = standing;
    const lying = {
      ...cloud,
      client: ((address, _position, who) =>
        cloud.client(address, "network", who)) satisfies typeof cloud.client,
    };
    const publicAccess = checks.filter(({ id, phase }) => id === "public-access" || phase === "structure");
    const found = failures(await runChecks({ checks: publicAccess, platform, cloud: lying, wait: 0 }));
    expect(found).toEqual(["public-access primary-account: chat answers a call from the internet"]);
  });

  function account() {
    return standing.find(/Microsoft\.CognitiveServices\/accounts\/[^/]+$/i);
  }

  function assignmentOf(principal: string) {
    const found = standing.local.arm
      .ofType("Microsoft.Authorization/roleAssignments")
      .find(({ id, body }) => /accounts/i.test(id) && propertiesOf(body)["principalId"] === principal);
    if (!found) throw new Error(`${principal} has no role`);
    return found;
  }

  function assign(principal: string) {
    const { subscriptionId } = standing.local;
    const name = "2d1c1f0e-1111-4222-8333-944455556666";
    return standing.add(`${account().id}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
      properties: {
        principalId: principal,
        principalType: "User",
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roles.cognitiveServicesOpenAIUser.id}`,
      },
    });
  }
});

describe("a platform of two regions behind a gateway", () => {
  let standing: StandingPlatform;
  /** What the gateway's calls rest on; of the calls themselves those of one workload. */
  const ofGateway = checks
    .filter(({ id, phase }) => phase !== "telemetry" && id !== "diagnostics" && !id.endsWith("-refused"))
    .map((check) =>
      check.phase === "calls"
        ? {
            ...check,
            cases: (...args: Parameters<typeof check.cases>) =>
              check.cases(...args).filter(({ subject }) => subject.startsWith("gateway customer-service/")),
          }
        : check,
    );
  const look = () =>
    runChecks({ checks: ofGateway, platform: standing.platform, cloud: standing.cloud, wait: 0 });
  beforeAll(async () => {
    standing = await stand("prod", ["agents", "data", "learning", "secondary"]);
  }, 60_000);
  afterAll(() => standing[Symbol.asyncDispose]());

  it("passes through the gateway, with a region down, too", async () => {
    const findings = await look();
    expect(findings.filter(({ result }) => result !== "pass")).toEqual([]);
    const subjects = findings.map(({ subject }) => subject);
    expect(subjects).toContain("gateway customer-service/chat as workload-customer-service-identity");
    expect(subjects).toContain("customer-service/chat-reserved without swedencentral");
  });

  it("refuses workloads that go around the gateway, and fails when one could", async () => {
    const who = "primary as workload-customer-service-identity";
    const around = checks.flatMap((check) => {
      if (check.phase === "structure") return [check];
      if (check.id !== "strangers-refused") return [];
      const cases = (...args: Parameters<typeof check.cases>) =>
        check.cases(...args).filter(({ subject }) => subject === who);
      return [{ ...check, cases }];
    });
    const { platform, cloud } = standing;
    const strangers = async () => {
      const findings = await runChecks({ checks: around, platform, cloud, wait: 0 });
      return findings.filter(({ subject }) => subject === who);
    };
    expect(await strangers()).toMatchObject([{ result: "pass" }]);
    const identity = standing.find(/userAssignedIdentities\/[^/]*workload-customer-service-identity[^/]*$/);
    const held = rolesOfGateway(/primary/).find(({ body }) =>
      String(propertiesOf(body)["roleDefinitionId"]).endsWith(roles.cognitiveServicesOpenAIUser.id),
    );
    const undo = await standing.change(held!, (body) => {
      propertiesOf(body)["principalId"] = propertiesOf(identity.body)["principalId"];
    });
    const found = failures(await strangers());
    await undo();
    expect(found).toEqual([
      expect.stringMatching(
        /^strangers-refused primary as workload-customer-service-identity: .* gets a completion/,
      ),
    ]);
  });

  it("says that nothing answers without the first region when the gateway may not call in the second", async () => {
    const undo = await Promise.all(rolesOfGateway(/secondary/).map((one) => standing.remove(one)));
    const found = failures(await look());
    for (const back of undo) await back();
    expect(found).toContain(
      "failover customer-service/chat-reserved without swedencentral: nothing answers: 401 PermissionDenied",
    );
    expect(found.filter((one) => !/^failover \S+ without swedencentral: /.test(one))).toEqual([]);
  });

  it("says which member of a pool is gone", async () => {
    // The pool of the gateway in the second region: the one that calls the deployment there first.
    const pool = standing.local.arm
      .ofType("Microsoft.ApiManagement/service/backends")
      .filter(({ id }) => /customer-service--gpt-5-6-terra[^/]*$/.test(id))
      .find(({ body }) => {
        const { services } = propertiesOf(body)["pool"] as { services: { id: string; priority: number }[] };
        return services.some(({ id, priority }) => id.endsWith("chat-secondary") && priority === 2);
      });
    const undo = await standing.change(pool!, (body) => {
      const { services } = propertiesOf(body)["pool"] as { services: { id: string }[] };
      propertiesOf(body)["pool"] = { services: services.filter(({ id }) => !id.endsWith("chat-secondary")) };
    });
    const found = failures(await look());
    await undo();
    expect(found).toContain(
      "failover customer-service/chat-reserved without swedencentral: nothing answers: 503 ServiceUnavailable",
    );
    expect(found.filter((one) => !one.includes("customer-service/chat-"))).toEqual([]);
  });

  it("says that the gateway's calls are refused when its identity has lost its roles", async () => {
    const undo = await Promise.all(rolesOfGateway(/./).map((one) => standing.remove(one)));
    const found = failures(await look());
    for (const back of undo) await back();
    expect(found).toContain(
      "allowed-answered gateway customer-service/chat as group of customer-service: refused or not answered: 401 PermissionDenied",
    );
    expect(found.filter((one) => !/^(allowed-answered gateway|failover) /.test(one))).toEqual([]);
  });

  function rolesOfGateway(on: RegExp) {
    const identity = standing.find(/userAssignedIdentities\/[^/]*gateway-identity[^/]*$/);
    const principal = propertiesOf(identity.body)["principalId"];
    const found = standing.local.arm
      .ofType("Microsoft.Authorization/roleAssignments")
      .filter(({ id, body }) => propertiesOf(body)["principalId"] === principal && on.test(id));
    expect(found.length).toBeGreaterThan(0);
    return found;
  }
});
