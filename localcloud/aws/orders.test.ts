import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Values } from "../provider/core";
import { RefusedByAws } from "./error";
import { type Made, type TestAws, document, guardrailInputs, statement, testAws, trust } from "./test-aws";

interface Thing {
  readonly type: string;
  /** What must be there before it, under the names that its inputs know. */
  readonly needs: readonly string[];
  /** What keeps it from being deleted while that is there. */
  readonly heldBy: readonly string[];
  /** What AWS removes along with it. */
  readonly takes: readonly string[];
  readonly inputs: (id: (name: string) => string) => Values;
}

const thing = (type: string, more: Partial<Omit<Thing, "type">> = {}): Thing => ({
  type,
  ...{ needs: [], heldBy: [], takes: [], inputs: () => ({}) },
  ...more,
});

/** Things of five services that stand on each other. */
const things: Readonly<Record<string, Thing>> = {
  vpc: thing("ec2.Vpc", {
    heldBy: ["subnet", "group", "routes", "endpoint"],
    inputs: () => ({ cidrBlock: "10.0.0.0/16" }),
  }),
  subnet: thing("ec2.Subnet", {
    needs: ["vpc"],
    heldBy: ["endpoint"],
    takes: ["association"],
    inputs: (id) => ({ vpcId: id("vpc"), cidrBlock: "10.0.1.0/24" }),
  }),
  group: thing("ec2.SecurityGroup", {
    needs: ["vpc"],
    heldBy: ["endpoint"],
    takes: ["rule"],
    inputs: (id) => ({ vpcId: id("vpc"), name: "app" }),
  }),
  rule: thing("vpc.SecurityGroupIngressRule", {
    needs: ["group"],
    inputs: (id) => ({
      securityGroupId: id("group"),
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.0.0.0/16",
    }),
  }),
  routes: thing("ec2.RouteTable", {
    needs: ["vpc"],
    heldBy: ["association"],
    inputs: (id) => ({ vpcId: id("vpc") }),
  }),
  association: thing("ec2.RouteTableAssociation", {
    needs: ["subnet", "routes"],
    inputs: (id) => ({ subnetId: id("subnet"), routeTableId: id("routes") }),
  }),
  endpoint: thing("ec2.VpcEndpoint", {
    needs: ["vpc", "subnet", "group"],
    inputs: (id) => ({
      vpcId: id("vpc"),
      serviceName: "com.amazonaws.eu-central-1.bedrock-runtime",
      vpcEndpointType: "Interface",
      subnetIds: [id("subnet")],
      securityGroupIds: [id("group")],
    }),
  }),
  role: thing("iam.Role", {
    heldBy: ["attachment"],
    inputs: () => ({ name: "clerk", assumeRolePolicy: trust }),
  }),
  policy: thing("iam.Policy", {
    heldBy: ["attachment"],
    inputs: () => ({
      name: "reads",
      policy: document(statement({ Action: "s3:GetObject", Resource: "*" })),
    }),
  }),
  attachment: thing("iam.RolePolicyAttachment", {
    needs: ["role", "policy"],
    inputs: (id) => ({ role: id("role"), policyArn: id("policy") }),
  }),
  bucket: thing("s3.Bucket", {
    heldBy: ["object"],
    takes: ["versioning"],
    inputs: () => ({ bucket: "contoso-data" }),
  }),
  versioning: thing("s3.BucketVersioning", {
    needs: ["bucket"],
    inputs: (id) => ({ bucket: id("bucket"), versioningConfiguration: { status: "Enabled" } }),
  }),
  object: thing("s3.BucketObjectv2", {
    needs: ["bucket"],
    inputs: (id) => ({ bucket: id("bucket"), key: "a.json", content: "{}" }),
  }),
  logs: thing("cloudwatch.LogGroup", { inputs: () => ({ name: "/contoso" }) }),
  filter: thing("cloudwatch.LogMetricFilter", {
    needs: ["logs"],
    inputs: (id) => ({
      logGroupName: id("logs"),
      name: "errors",
      pattern: "ERROR",
      metricTransformation: { name: "errors", namespace: "x", value: "1" },
    }),
  }),
  guardrail: thing("bedrock.Guardrail", { inputs: () => ({ ...guardrailInputs, name: "strict" }) }),
};
const names = Object.keys(things);
const of = (name: string): Thing => things[name]!;

/** A cloud, and which of the things should stand in it. */
class World {
  private readonly aws: TestAws = testAws();
  /** What was made last of each thing, whether it still stands or not. */
  private readonly made = new Map<string, Made>();
  readonly there = new Set<string>();

  /** Whether AWS refuses to make a thing. */
  async refusesCreate(name: string): Promise<boolean> {
    const { type, inputs } = of(name);
    const id = (other: string) => (this.there.has(other) ? this.made.get(other)!.id : `none-${other}`);
    const refused = await isRefused(async () => {
      this.made.set(name, await this.aws.up(type, name, inputs(id)));
    });
    if (!refused) this.there.add(name);
    return refused;
  }

  /** Whether AWS refuses to remove a thing, which is there. */
  async refusesDelete(name: string): Promise<boolean> {
    const refused = await isRefused(() => this.aws.down(this.made.get(name)!));
    if (!refused) for (const gone of [name, ...of(name).takes]) this.there.delete(gone);
    return refused;
  }

  /** What the cloud holds of all that was ever made, by name. */
  async standing(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [name, made] of this.made) {
      if (Object.keys(await this.aws.read(made)).length > 0) found.push(name);
    }
    return found.sort();
  }
}

async function isRefused(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(RefusedByAws);
    return true;
  }
}

describe("any order on AWS", () => {
  const order = fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length });
  const step = fc.record({ name: fc.constantFrom(...names), deletes: fc.boolean() });

  it("of creates and deletes is refused or done, step by step, as what needs and what holds what says", async () => {
    await fc.assert(
      fc.asyncProperty(order, fc.array(step, { maxLength: 30 }), order, async (wishes, steps, farewells) => {
        const world = new World();
        const has = (name: string) => world.there.has(name);
        const create = async (name: string) => {
          if (has(name)) return;
          const allowed = of(name).needs.every(has);
          expect({ create: name, refused: await world.refusesCreate(name) }).toEqual({
            create: name,
            refused: !allowed,
          });
        };
        const remove = async (name: string) => {
          if (!has(name)) return;
          const allowed = !of(name).heldBy.some(has);
          expect({ remove: name, refused: await world.refusesDelete(name) }).toEqual({
            remove: name,
            refused: !allowed,
          });
          expect(await world.standing()).toEqual([...world.there].sort());
        };
        for (const name of wishes) await create(name);
        for (const { name, deletes } of steps) await (deletes ? remove(name) : create(name));
        // What holds others goes first at last: three rounds are deeper than any of them stands.
        for (let round = 0; round < 3; round++) for (const name of farewells) await remove(name);
        expect(await world.standing()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
