import { type ResourceFacts, resourceFacts } from "../schema/facts";
import type { AutoName, AwsType } from "./resource-type";
import { awsRowOf } from "./types/index";

/** Everything that is known of a resource type: the SDK's schema and the reviewed row. */
export interface AwsDefinition {
  readonly token: string;
  readonly schema: ResourceFacts;
  readonly row: AwsType;
  /** How it is named when the program does not. */
  readonly autoName: AutoName | undefined;
  readonly isRegional: boolean;
  readonly hasTags: boolean;
  /** True when no row was written for the type: its ID is well-formed, but not the service's own. */
  readonly generic: boolean;
}

const definitions = new Map<string, AwsDefinition>();

/** Throws for a token that neither the tables nor the SDK know. */
export function awsDefinitionOf(token: string): AwsDefinition {
  let definition = definitions.get(token);
  if (!definition) definitions.set(token, (definition = define(token)));
  return definition;
}

function define(token: string): AwsDefinition {
  const schema = resourceFacts(token);
  if (!schema) {
    throw new Error(
      `the local cloud does not know the resource type '${token}'; known modules are listed in localcloud/schema/format.ts`,
    );
  }
  const reviewed = awsRowOf(token);
  const row = reviewed ?? genericRow(schema);
  return {
    token,
    schema,
    row,
    autoName: row.autoName === false ? undefined : (row.autoName ?? usualName(schema)),
    isRegional: schema.inputs.has("region"),
    hasTags: schema.outputs.has("tagsAll"),
    generic: reviewed === undefined,
  };
}

/** The provider names whatever has a `name` (`setAutonaming` in provider/autonaming.go of pulumi/pulumi-aws). */
function usualName({ inputs }: ResourceFacts): AutoName | undefined {
  return inputs.get("name")?.required === false ? { property: "name", max: 255 } : undefined;
}

/** An ID and an ARN that are well-formed and unique, and not the service's own. */
function genericRow({ token, module, name, inputs, outputs }: ResourceFacts): AwsType {
  const service = module.slice("aws/".length);
  const noun = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ");
  const named = inputs.has("name") ? "{name}" : "{hex17}";
  const kind = noun.toLowerCase().replaceAll(" ", "-");
  return {
    token,
    noun,
    ...(inputs.has("name") && { called: "{name}" }),
    service: service.toUpperCase(),
    operations: [`Create${name}`, `Update${name}`, `Delete${name}`],
    id: named,
    ...(outputs.has("arn") &&
      !inputs.has("arn") && {
        computed: {
          arn: `arn:{partition}:${service}:${inputs.has("region") ? "{region}" : ""}:{account}:${kind}/${named}`,
        },
      }),
    forceNew: inputs.has("name") ? ["name"] : [],
  };
}
