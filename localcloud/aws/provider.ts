import type { JsonObject } from "../store/store";
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
import { carry } from "../provider/refresh";
import { project } from "../provider/shape";
import { checkAwsInputs, defaultsKey } from "./check";
import { type AwsConfig, awsConfigOf, regionOrRefuse } from "./config";
import { type AwsDefinition, awsDefinitionOf } from "./definition";
import { diffAwsInputs } from "./diff";
import { AwsError, type AwsErrorContext } from "./error";
import { invokeAws } from "./functions/index";
import type { Place } from "./place";
import type { AwsType } from "./resource-type";
import { scalarText } from "./text";
import type { Aws } from "./world";

/** How long the provider tries again what may pass, and how often, in seconds. */
const patience = { total: 300, between: 10 };

/** The aws provider over the local cloud: one for each configuration of it. */
export class AwsProvider implements ProviderCore {
  private config: AwsConfig;
  private requests = 0;

  constructor(
    private readonly aws: Aws,
    private readonly ownAccount: string,
    private readonly announce: (definition: AwsDefinition) => void = () => undefined,
  ) {
    this.config = awsConfigOf({}, ownAccount);
  }

  configure(settings: Readonly<Record<string, string>>): void {
    this.config = awsConfigOf(settings, this.ownAccount);
  }

  check(request: CheckRequest): CheckResult {
    const definition = awsDefinitionOf(request.type);
    if (definition.generic) this.announce(definition);
    return checkAwsInputs(definition, request, {
      region: this.config.region,
      defaultTags: this.config.defaultTags,
      behaviours: this.aws.behavioursOf(request.type),
    });
  }

  diff({ type, oldInputs, news }: DiffRequest): DiffResult {
    return diffAwsInputs(awsDefinitionOf(type), oldInputs, news);
  }

  async create({ urn, type, inputs, preview }: CreateRequest): Promise<CreateResult> {
    const definition = awsDefinitionOf(type);
    if (preview) return { id: "", outputs: previewOutputs(definition, inputs) };
    const { row } = definition;
    const called = row.called?.replace(/\{(\w+)\}/g, (_, name: string) => scalarText(inputs[name]));
    const action = `creating ${row.noun}${called === undefined ? "" : ` (${called})`}`;
    const resource = await this.request({ action, operation: operationOf(row, 0) }, () =>
      this.aws.create(this.placeOf(definition, inputs), { type, urn, inputs: bodyOf(inputs) }),
    );
    return { id: resource.id, outputs: outputsOf(definition, resource.attributes) };
  }

  read({ type, id, inputs, outputs }: ReadRequest): Promise<ReadResult> {
    const definition = awsDefinitionOf(type);
    // An import may name the region behind the ID (since 7.0 of the provider).
    const [, bare = id, region] = /^(.+)@([a-z]{2,4}(?:-[a-z]+)+-\d+)$/.exec(id) ?? [];
    const place = this.placeOf(definition, { ...outputs, ...inputs, ...(region && { region }) });
    const resource = this.aws.read(place, type, bare);
    if (!resource) return Promise.resolve({ id: "", inputs: {}, outputs: {} });
    const current = outputsOf(definition, resource.attributes);
    const own = (values: Values) => project(definition.schema.inputs, values);
    const known = inputs !== undefined && Object.keys(inputs).length > 0;
    return Promise.resolve({
      id: resource.id,
      outputs: current,
      inputs: known
        ? carry(inputs, own(outputs ?? {}), own(current))
        : { ...own(current), [defaultsKey]: [] },
    });
  }

  async update(request: UpdateRequest): Promise<CreateResult> {
    const { type, id, inputs, oldOutputs, preview } = request;
    const definition = awsDefinitionOf(type);
    if (preview) return { id, outputs: { ...previewOutputs(definition, inputs, oldOutputs) } };
    const { row } = definition;
    const resource = await this.request(
      {
        urn: `updating ${request.urn}`,
        action: `updating ${row.noun} (${id})`,
        operation: operationOf(row, 1),
      },
      () => {
        const place = this.placeOf(definition, inputs);
        const existing = this.aws.at(place).get(type, id);
        if (!existing) throw new AwsError(...(row.missing ?? gone));
        return this.aws.update(place, existing, bodyOf(inputs));
      },
    );
    return { id: resource.id, outputs: outputsOf(definition, resource.attributes) };
  }

  async delete({ urn, type, id, oldInputs }: DeleteRequest): Promise<void> {
    const definition = awsDefinitionOf(type);
    const { row } = definition;
    await this.request(
      { urn: `deleting ${urn}`, action: `deleting ${row.noun} (${id})`, operation: operationOf(row, 2) },
      () => this.aws.delete(this.placeOf(definition, oldInputs ?? {}), type, id),
    );
  }

  invoke({ token, args }: InvokeRequest): Promise<InvokeResult> {
    const region = typeof args["region"] === "string" ? args["region"] : this.config.region;
    const aws = this.aws.at({ account: this.config.account, region: regionOrRefuse(region) });
    return Promise.resolve({ result: invokeAws(token, args, aws, this.config), failures: [] });
  }

  private placeOf({ isRegional }: AwsDefinition, inputs: Values): Place {
    const own = inputs["region"];
    const region = isRegional && typeof own === "string" && own !== unknownValue ? own : this.config.region;
    return { account: this.config.account, region: regionOrRefuse(region) };
  }

  /** Makes a request of the service, and words its refusal as the provider does. What may pass is tried again. */
  private async request<T>(
    { urn, action, operation }: Omit<AwsErrorContext, "requestId">,
    send: () => Promise<T>,
  ): Promise<T> {
    for (let waited = 0; ; waited += patience.between) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { passes = false } = error.options;
        if (passes === false || waited >= (passes === true ? patience.total : passes)) {
          const requestId = this.aws.seed.guid(`request:${action}:${++this.requests}`);
          throw error.worded({ urn, action, operation, requestId });
        }
      }
      await this.aws.sleep(patience.between);
    }
  }
}

const gone = [404, "NotFound", "the resource does not exist"] as const;

/** `IAM: CreateRole`, the operation of a creation, an update or a removal. */
function operationOf({ service, operations }: AwsType, step: 0 | 1 | 2): string {
  return `${service}: ${operations[step]}`;
}

function bodyOf(inputs: Values): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== defaultsKey));
}

function outputsOf({ schema }: AwsDefinition, attributes: JsonObject): Values {
  return project(schema.outputs, attributes);
}

/** What a preview shows: inputs as they are; what the service computes, unknown, or as it was before. */
function previewOutputs({ schema }: AwsDefinition, inputs: Values, before: Values = {}): Values {
  return Object.fromEntries(
    [...schema.outputs].flatMap(([name, { required }]) => {
      const input = inputs[name];
      if (input !== undefined) return [[name, input]];
      if (before[name] !== undefined && !schema.inputs.has(name)) return [[name, before[name]]];
      return required ? [[name, before[name] ?? unknownValue]] : [];
    }),
  );
}
