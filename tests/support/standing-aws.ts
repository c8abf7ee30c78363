import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Resolver } from "../../graph/resolver";
import { keyOf, resourceTable, type AwsResource } from "../../localcloud/aws/resource";
import { openLocalCloud, type LocalCloud } from "../../localcloud/cloud";
import { type Faces, openFaces } from "../../localcloud/face/index";
import type { ProviderCore, Values } from "../../localcloud/provider/core";
import type { JsonObject } from "../../localcloud/store/store";
import { cloudRowsOf } from "../../scripts/lib/cloud-rows";
import type { AwsCloud } from "../../scripts/lib/verify/aws/cloud";
import { localAws } from "../../scripts/lib/verify/aws/local";
import { awsPlatformOf, type AwsPlatform } from "../../scripts/lib/verify/aws/platform";
import type { AwsStackConfig } from "../../stacks/config/index";
import { recordStack } from "./record";

/** A stack on AWS that stands in a local cloud of its own, in memory and without the engine, with its faces open. */
export class StandingAws implements AsyncDisposable {
  private constructor(
    readonly local: LocalCloud,
    private readonly faces: Faces,
    private readonly folder: string,
    readonly platform: AwsPlatform,
    /** The cloud as `cornerstone verify` sees it. */
    readonly cloud: AwsCloud,
  ) {}

  /** @param sections as in a stack file, by section; `config` is what they parse to */
  static async create(
    stack: string,
    sections: Readonly<Record<string, unknown>>,
    config: AwsStackConfig,
  ): Promise<StandingAws> {
    const rows = cloudRowsOf(config) as Record<string, Record<string, JsonObject>>;
    const local = openLocalCloud({ accountId: config.aws.accountId, rows: (table) => rows[table] });
    const graph = await recordStack(stack, sections, { resolver: resolverOver(local) });
    const folder = mkdtempSync(join(tmpdir(), "standing-aws-"));
    const faces = await openFaces(local, folder);
    return new StandingAws(local, faces, folder, awsPlatformOf(graph, config), localAws(faces, config));
  }

  /** The first resource of a type whose ID or attributes hold this. */
  find(type: string, part: string): AwsResource {
    const { accountId } = this.platform.config.aws;
    const { region } = this.platform.config.environment;
    const found = this.local.aws
      .at({ account: accountId, region })
      .all(type)
      .find(({ id, attributes }) => `${id} ${JSON.stringify(attributes)}`.includes(part));
    if (!found) throw new Error(`no ${type} holds ${part}`);
    return found;
  }

  /** Gives a resource other attributes, as somebody could in the console; answers how to undo it. */
  async change(
    resource: AwsResource,
    edit: (attributes: Record<string, unknown>) => unknown,
  ): Promise<() => Promise<void>> {
    const attributes = structuredClone(resource.attributes) as Record<string, unknown>;
    edit(attributes);
    await this.put(resource, { ...resource, attributes } as unknown as JsonObject);
    return () => this.put(resource, resource as unknown as JsonObject);
  }

  async remove(resource: AwsResource): Promise<() => Promise<void>> {
    await this.local.arm.commit([{ table: resourceTable, key: keyOf(resource) }]);
    return () => this.put(resource, resource as unknown as JsonObject);
  }

  private put(resource: AwsResource, value: JsonObject): Promise<void> {
    return this.local.arm.commit([{ table: resourceTable, key: keyOf(resource), value }]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.faces.stop();
    await this.local.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function resolverOver(cloud: LocalCloud): Resolver {
  const cores = new Map<string, ProviderCore>();
  const coreOf: (provider: Parameters<Resolver["create"]>[0]["provider"]) => ProviderCore = (provider) => {
    const key = provider?.urn ?? "";
    const core = cores.get(key) ?? cloud.provider("aws");
    if (!cores.has(key)) core.configure(provider?.settings as Record<string, string>);
    cores.set(key, core);
    return core;
  };
  return {
    async create({ urn, type, inputs, preview, provider }) {
      const core = coreOf(provider);
      const randomSeed = createHash("sha256").update(urn).digest();
      const checked = core.check({ urn, type, news: inputs as Values, randomSeed });
      if (checked.failures.length > 0)
        throw new Error(checked.failures.map(({ reason }) => reason).join("; "));
      const { id, outputs } = await core.create({ urn, type, inputs: checked.inputs, preview });
      return { id: id || undefined, inputs: { ...checked.inputs }, outputs: { ...outputs } };
    },
    async invoke({ token, args, provider }) {
      return { ...(await coreOf(provider).invoke({ token, args: args as Values })).result };
    },
  };
}
