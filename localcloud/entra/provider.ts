import type { Arm } from "../arm/arm";
import { CloudError } from "../arm/error";
import { principalsTable } from "../behaviours/identities";
import type {
  CheckRequest,
  CheckResult,
  CreateRequest,
  CreateResult,
  DeleteRequest,
  DiffRequest,
  DiffResult,
  InvokeRequest,
  InvokeResult,
  ProviderCore,
  ReadRequest,
  ReadResult,
  UpdateRequest,
  Values,
} from "../provider/core";
import { unknownValue } from "../provider/core";
import { compareInputs } from "../provider/diff";
import type { JsonObject } from "../store/store";
import { entraTypeOf, type EntraObject, type EntraType, type EntraView, type Refusal } from "./types";

const table = "entra";
const writeSeconds = 1;

/**
 * The azuread provider over the local cloud: the directory of the tenant. Its groups and service principals are principals for
 * the role assignments of Azure, which learn of a new one late, as of an identity.
 */
export class EntraProvider implements ProviderCore {
  constructor(private readonly arm: Arm) {}

  configure(): void {
    // One tenant: there is nothing to choose.
  }

  check({ type, news }: CheckRequest): CheckResult {
    const row = entraTypeOf(type);
    const inputs = { ...row.defaults, ...news };
    const missing = row.required
      .filter((name) => inputs[name] === undefined)
      .map((name) => ({ property: name, reason: `Missing required argument: "${name}" is required` }));
    const strange = Object.keys(inputs)
      .filter((name) => ![...row.required, ...row.optional].includes(name))
      .map((name) => ({ property: name, reason: `Invalid or unknown key: "${name}"` }));
    return { inputs, failures: [...missing, ...strange] };
  }

  diff({ type, oldInputs, news }: DiffRequest): DiffResult {
    const { forceNew } = entraTypeOf(type);
    const result = compareInputs(oldInputs, news, {
      replaces: (path) => forceNew.includes(path),
      ignored: [],
    });
    return { ...result, deleteBeforeReplace: false };
  }

  async create({ urn, type, inputs, preview }: CreateRequest): Promise<CreateResult> {
    const row = entraTypeOf(type);
    if (preview) return { id: "", outputs: previewOutputs(row, inputs) };
    this.refuse(row, inputs, "creating");
    await this.arm.sleep(writeSeconds);
    this.refuse(row, inputs, "creating");
    // Counted by URN, so that the order of a run decides no ID.
    const before = this.arm.rows(table).filter((each) => each["urn"] === urn).length;
    const unique = before === 0 ? urn : `${urn}#${before}`;
    const { id, outputs } = row.make(inputs, this.view(), unique);
    await this.save({ id, type, outputs: { ...inputs, ...outputs } }, urn);
    return { id, outputs: { ...inputs, ...outputs } };
  }

  read({ id, inputs }: ReadRequest): Promise<ReadResult> {
    const found = this.find(id);
    if (!found) return Promise.resolve({ id: "", inputs: {}, outputs: {} });
    const { required, optional } = entraTypeOf(found.type);
    const own = [...required, ...optional].filter(
      (name) => found.outputs[name] !== undefined && (inputs === undefined || inputs[name] !== undefined),
    );
    return Promise.resolve({
      id,
      outputs: found.outputs,
      inputs: Object.fromEntries(own.map((name) => [name, found.outputs[name]])),
    });
  }

  async update({ urn, type, id, inputs, oldOutputs, preview }: UpdateRequest): Promise<CreateResult> {
    const row = entraTypeOf(type);
    const kept = Object.fromEntries(row.computed.map((name) => [name, oldOutputs[name]]));
    const outputs = { ...kept, ...inputs };
    if (preview) return { id, outputs };
    if (!this.find(id))
      throw refusal(row, "updating", {
        status: 404,
        code: "Request_ResourceNotFound",
        message: `Resource '${id}' does not exist.`,
      });
    this.refuse(row, inputs, "updating", id);
    await this.arm.sleep(writeSeconds);
    await this.save({ id, type, outputs }, urn);
    return { id, outputs };
  }

  async delete({ id }: DeleteRequest): Promise<void> {
    const found = this.find(id);
    if (!found) return;
    await this.arm.sleep(writeSeconds);
    const { principal } = entraTypeOf(found.type);
    const key = principalKey(found);
    await this.arm.commit([
      // Kept as deleted: a soft-deleted object holds its object ID, and nobody gets that again.
      {
        table,
        key: id.toLowerCase(),
        value: { ...this.arm.row(table, id), ...stored(found), deletedAt: this.arm.now() },
      },
      ...(principal === undefined
        ? []
        : [
            {
              table: principalsTable,
              key,
              value: { ...this.arm.row(principalsTable, key), principal: key, deletedAt: this.arm.now() },
            },
          ]),
    ]);
  }

  invoke({ token }: InvokeRequest): Promise<InvokeResult> {
    if (token === "azuread:index/getClientConfig:getClientConfig") {
      const objectId = this.arm.seed.guid("deployer");
      const result = {
        id: objectId,
        objectId,
        clientId: this.arm.seed.guid("deployer client"),
        tenantId: this.arm.tenantId,
      };
      return Promise.resolve({ result, failures: [] });
    }
    throw new Error(`the local cloud does not know the function '${token}'; it knows getClientConfig`);
  }

  private find(id: string): EntraObject | undefined {
    const row = this.arm.row(table, id);
    return row && row["deletedAt"] === undefined ? objectOf(row) : undefined;
  }

  private view(): EntraView {
    return {
      tenantId: this.arm.tenantId,
      guid: (of) => this.arm.seed.guid(of),
      all: (type) =>
        this.arm
          .rows(table)
          .filter((row) => row["type"] === type && row["deletedAt"] === undefined)
          .map(objectOf),
    };
  }

  private refuse(row: EntraType, inputs: Values, doing: string, self?: string): void {
    const refused = row.refuse?.(inputs, this.view(), self);
    if (refused) throw refusal(row, doing, refused);
  }

  private save(object: EntraObject, urn: string): Promise<void> {
    const { principal } = entraTypeOf(object.type);
    const key = principalKey(object);
    return this.arm.commit([
      { table, key: object.id.toLowerCase(), value: { ...stored(object), urn } },
      ...(principal === undefined || this.arm.row(principalsTable, key)
        ? []
        : [
            {
              table: principalsTable,
              key,
              value: { principal: key, owner: object.id, type: principal, createdAt: this.arm.now() },
            },
          ]),
    ]);
  }
}

function principalKey({ outputs }: EntraObject): string {
  const id = outputs["objectId"];
  return typeof id === "string" ? id.toLowerCase() : "";
}

function stored({ id, type, outputs }: EntraObject): JsonObject {
  return { id, type, outputs };
}

function objectOf(row: JsonObject): EntraObject {
  return { id: row["id"] as string, type: row["type"] as string, outputs: row["outputs"] as Values };
}

function previewOutputs({ computed }: EntraType, inputs: Values): Values {
  return { ...Object.fromEntries(computed.map((name) => [name, inputs[name] ?? unknownValue])), ...inputs };
}

function refusal({ noun }: EntraType, doing: string, { status, code, message }: Refusal): CloudError {
  return new CloudError(status, code, `${doing} ${noun}: ${message}`);
}
