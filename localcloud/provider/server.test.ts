import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@grpc/grpc-js";
import { type ServiceError, credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestCloud, account, accountBody, testCloud } from "../test-cloud";
import { type ProviderCore, type Values, ResourceInitFailed, unknownValue } from "./core";
import { Empty, Struct } from "./protobuf";
import { type ServedProvider, serveProvider } from "./server";
import { decode } from "./wire";

type Method = Exclude<keyof InstanceType<typeof ResourceProviderClient>, keyof Client>;

let cloud: TestCloud;
let served: ServedProvider;
let client: InstanceType<typeof ResourceProviderClient>;

beforeEach(async () => {
  cloud = await testCloud();
  await serve(cloud.provider("azure-native"));
});
afterEach(async () => {
  client.close();
  await served.stop();
  await cloud.close();
});

async function serve(core: ProviderCore): Promise<void> {
  served = await serveProvider(() => core, { name: "Azure Native", version: "3.28.0" });
  client = new ResourceProviderClient(`127.0.0.1:${served.port}`, credentials.createInsecure());
}

function call<Response>(method: string, request: unknown): Promise<Response> {
  type Call = (request: unknown, done: (error: ServiceError | null, response: Response) => void) => void;
  return new Promise((resolve, reject) => {
    (client[method as Method] as unknown as Call).call(client, request, (error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}

function struct(values: Values) {
  return Struct.fromJavaScript(values as never);
}

const urn = "urn:pulumi:s::p::azure-native:cognitiveservices:Account::account";

describe("the provider's server", () => {
  it("answers as azure-native 3 does", async () => {
    expect((await call<{ getVersion(): string }>("getPluginInfo", new Empty())).getVersion()).toBe("3.28.0");
    const configure = new proto.ConfigureRequest();
    await expect(call("configure", configure)).rejects.toThrow(/requires Pulumi CLI v3\.74\.0 or later/);
    configure.setSendsOldInputs(true);
    configure.setSendsOldInputsToDelete(true);
    configure.getVariablesMap().set("azure-native:config:location", "francecentral");
    const configured = await call<proto.ConfigureResponse>("configure", configure);
    expect(configured.toObject()).toMatchObject({
      acceptsecrets: false,
      acceptoutputs: false,
      acceptresources: false,
      supportspreview: true,
      supportsAutonamingConfiguration: true,
    });
    const check = new proto.CheckRequest();
    check.setUrn(urn);
    check.setNews(struct({ resourceGroupName: "rg" }));
    check.setRandomseed(Buffer.from("seed"));
    const checked = decode((await call<proto.CheckResponse>("check", check)).getInputs());
    expect(checked).toMatchObject({ location: "francecentral", azureApiVersion: "2025-06-01" });
  });

  it("carries a resource through its life", async () => {
    const inputs = {
      resourceGroupName: "rg",
      accountName: "ai",
      location: "swedencentral",
      kind: "AIServices",
    };
    const create = new proto.CreateRequest();
    create.setUrn(urn);
    create.setProperties(struct(inputs));
    create.setPreview(true);
    const preview = await call<proto.CreateResponse>("create", create);
    expect(preview.getId()).toBe("");
    expect(decode(preview.getProperties())["name"]).toBe(unknownValue);
    create.setPreview(false);
    const created = await call<proto.CreateResponse>("create", create);
    expect(created.getId()).toBe(cloud.id(account));

    const read = new proto.ReadRequest();
    read.setUrn(urn);
    read.setId(created.getId());
    expect(decode((await call<proto.ReadResponse>("read", read)).getInputs())).toMatchObject(inputs);

    const diff = new proto.DiffRequest();
    diff.setUrn(urn);
    diff.setOldInputs(struct(inputs));
    diff.setNews(struct({ ...inputs, accountName: "other", tags: { a: "1" } }));
    const different = await call<proto.DiffResponse>("diff", diff);
    expect(different.getReplacesList()).toEqual(["accountName"]);
    expect(different.getDiffsList()).toEqual(["accountName", "tags"]);
    expect(different.getDeletebeforereplace()).toBe(true);

    const remove = new proto.DeleteRequest();
    remove.setUrn(urn);
    remove.setId(created.getId());
    await call("delete", remove);
    expect((await call<proto.ReadResponse>("read", read)).getId()).toBe("");
  });

  it("takes secrets as plain values", async () => {
    const create = new proto.CreateRequest();
    create.setUrn(urn);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "ai" };
    create.setProperties(struct({ resourceGroupName: "rg", accountName: secret, location: "swedencentral" }));
    expect((await call<proto.CreateResponse>("create", create)).getId()).toBe(cloud.id(account));
  });

  it("hands on a refusal in ARM's words", async () => {
    await cloud.put(account, accountBody());
    await cloud.remove(account);
    const create = new proto.CreateRequest();
    create.setUrn(urn);
    create.setProperties(struct({ resourceGroupName: "rg", accountName: "ai", location: "swedencentral" }));
    await expect(call("create", create)).rejects.toThrow(
      /Status=409 Code="FlagMustBeSetForRestore" Message="An existing resource/,
    );
  });

  it("says that a resource exists whose creation failed late", async () => {
    client.close();
    await served.stop();
    const failing = {
      ...cloud.provider("azure-native"),
      create: () => Promise.reject(new ResourceInitFailed("/id", { a: 1 }, { b: 2 }, ["why"])),
    };
    await serve(failing);
    const error = await call("create", new proto.CreateRequest()).catch(
      (reason: unknown) => reason as ServiceError,
    );
    const [bytes] = (error as ServiceError).metadata.get("grpc-status-details-bin");
    const [any] = Status.deserializeBinary(bytes as Uint8Array).getDetailsList();
    expect(any?.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
    const detail = proto.ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
    expect(detail.getId()).toBe("/id");
    expect(decode(detail.getProperties())).toEqual({ b: 2 });
    expect(decode(detail.getInputs())).toEqual({ a: 1 });
    expect(detail.getReasonsList()).toEqual(["why"]);
  });

  it("does not know components", async () => {
    await expect(call("construct", new proto.ConstructRequest())).rejects.toMatchObject({ code: 12 });
  });

  it.each(["check", "diff", "create", "read", "update", "delete", "invoke"])(
    "answers a malformed %s with an error, and changes nothing",
    async (method) => {
      const before = JSON.stringify(cloud.arm.all());
      const path = `/pulumirpc.ResourceProvider/${method[0]?.toUpperCase() ?? ""}${method.slice(1)}`;
      const garbage = [Buffer.from([0xff, 0xff, 0xff]), Buffer.alloc(0), Buffer.from("\u0012\u0003abc")];
      for (const bytes of garbage) {
        const answer = new Promise((resolve, reject) => {
          client.makeUnaryRequest(
            path,
            (raw: Buffer) => raw,
            (raw) => raw,
            bytes,
            (error, response) => {
              if (error) reject(error);
              else resolve(response);
            },
          );
        });
        await expect(answer).rejects.toThrow();
      }
      expect(JSON.stringify(cloud.arm.all())).toBe(before);
    },
  );
});

describe("the process", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "cornerstone-main-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function start(...options: string[]): ChildProcess {
    const main = join(__dirname, "..", "main.ts");
    return spawn(
      process.execPath,
      ["--require", require.resolve("tsx/cjs"), main, "--directory", directory, ...options],
      {
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
  }

  function firstLine(child: ChildProcess): Promise<{ pid: number; "azure-native": number }> {
    return new Promise((resolve, reject) => {
      child.stdout?.once("data", (data: Buffer) => {
        resolve(JSON.parse(data.toString()) as never);
      });
      child.once("exit", (code) => {
        reject(new Error(`exit ${code ?? "by signal"}`));
      });
    });
  }

  it("prints its port, keeps others out, ends with its input and loses nothing when killed", async () => {
    const first = start();
    const { pid, "azure-native": port } = await firstLine(first);
    expect(pid).toBe(first.pid);
    client.close();
    client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const create = new proto.CreateRequest();
    create.setUrn("urn:pulumi:s::p::azure-native:resources:ResourceGroup::group");
    create.setProperties(struct({ resourceGroupName: "rg", location: "swedencentral" }));
    const { id } = (await call<proto.CreateResponse>("create", create)).toObject();

    const second = start();
    await expect(firstLine(second)).rejects.toThrow("exit 3");
    const third = start("--wait", "20");
    const patient = firstLine(third);
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    first.kill("SIGKILL");
    await new Promise((resolve) => first.once("close", resolve));
    const again = await patient;
    client.close();
    client = new ResourceProviderClient(`127.0.0.1:${again["azure-native"]}`, credentials.createInsecure());
    const read = new proto.ReadRequest();
    read.setUrn(create.getUrn());
    read.setId(id);
    expect((await call<proto.ReadResponse>("read", read)).getId()).toBe(id);

    const ended = new Promise((resolve) => third.once("exit", resolve));
    third.stdin?.end();
    expect(await ended).toBe(0);
  });
});
