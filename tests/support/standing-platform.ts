import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Resolver } from "../../graph/resolver";
import { type ArmResource } from "../../localcloud/arm/behaviour";
import { openLocalCloud, type LocalCloud } from "../../localcloud/cloud";
import { type Faces, openFaces } from "../../localcloud/face/index";
import type { ProviderCore, Values } from "../../localcloud/provider/core";
import type { JsonObject } from "../../localcloud/store/store";
import { localCloud } from "../../scripts/lib/verify/local";
import { platformOf, type Platform } from "../../scripts/lib/verify/platform";
import type { Cloud } from "../../scripts/lib/verify/cloud";
import type { StackConfig } from "../../stacks/config/index";
import { recordStack } from "./record";

/** A stack that stands in a local cloud of its own, in memory and without the engine, with its faces open. */
export class StandingPlatform implements AsyncDisposable {
  private constructor(
    readonly local: LocalCloud,
    readonly faces: Faces,
    private readonly folder: string,
    readonly platform: Platform,
    /** The cloud as `cornerstone verify` sees it. */
    readonly cloud: Cloud,
  ) {}

  /** @param sections as in a stack file, by section; `config` is what they parse to */
  static async create(
    stack: string,
    sections: Readonly<Record<string, unknown>>,
    config: StackConfig,
  ): Promise<StandingPlatform> {
    const local = openLocalCloud();
    const graph = await recordStack(stack, sections, { resolver: resolverOver(local) });
    const folder = mkdtempSync(join(tmpdir(), "standing-"));
    const faces = await openFaces(local, folder);
    const platform = platformOf(graph, config);
    const cloud = localCloud(faces, local.subscriptionId, platform);
    return new StandingPlatform(local, faces, folder, platform, cloud);
  }

  /** The resource whose ID ends so, whatever its case. */
  find(end: string | RegExp): ArmResource {
    const found = this.local.arm
      .all()
      .find(({ id }) =>
        typeof end === "string" ? id.toLowerCase().endsWith(end.toLowerCase()) : end.test(id),
      );
    if (!found) throw new Error(`nothing in the cloud ends with ${String(end)}`);
    return found;
  }

  /** Puts another body in the place of a resource, as somebody could in the portal; answers how to undo it. */
  async change(resource: ArmResource, edit: (body: JsonObject) => unknown): Promise<() => Promise<void>> {
    const { arm } = this.local;
    const body = structuredClone(resource.body);
    edit(body);
    await arm.commit([arm.change(resource.id, body)]);
    return () => arm.commit([arm.change(resource.id, resource.body)]);
  }

  async remove(resource: ArmResource): Promise<() => Promise<void>> {
    const { arm } = this.local;
    await arm.commit([arm.removal(resource.id)]);
    return () => arm.commit([arm.change(resource.id, resource.body)]);
  }

  async add(id: string, body: JsonObject): Promise<() => Promise<void>> {
    const { arm } = this.local;
    await arm.put(id, body, "2024-01-01");
    return () => arm.commit([arm.removal(id)]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.faces.stop();
    await this.local.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function resolverOver(cloud: LocalCloud): Resolver {
  const [azure, directory] = (["azure-native", "azuread"] as const).map((name) => {
    const core = cloud.provider(name);
    core.configure({});
    return core;
  }) as [ProviderCore, ProviderCore];
  const coreOf = (token: string): ProviderCore => (token.startsWith("azuread:") ? directory : azure);
  return {
    async create({ urn, type, inputs, preview }) {
      const core = coreOf(type);
      const checked = core.check({
        urn,
        type,
        news: inputs as Values,
        randomSeed: createHash("sha256").update(urn).digest(),
      });
      if (checked.failures.length > 0)
        throw new Error(checked.failures.map(({ reason }) => reason).join("; "));
      const { id, outputs } = await core.create({ urn, type, inputs: checked.inputs, preview });
      return { id: id || undefined, inputs: { ...checked.inputs }, outputs: { ...outputs } };
    },
    async invoke({ token, args }) {
      return { ...(await coreOf(token).invoke({ token, args: args as Values })).result };
    },
  };
}
