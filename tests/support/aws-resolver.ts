import { stableKey } from "../../components/shared/stable-key";
import type { Resolver } from "../../graph/resolver";
import type { WireMap } from "../../graph/wire";

/** Regions that the stand-in of an `eu.` inference profile passes calls on to. */
export const profileRegions = ["eu-central-1", "eu-north-1", "eu-west-3"] as const;

const accountId = "111122223333";

/**
 * Answers as AWS would as far as components look: an ARN and an ID made of the resource's name, and the few computed properties
 * that components read. It refuses nothing and knows no types: what the cloud refuses is the local cloud's business.
 */
export function awsResolver(): Resolver {
  return {
    create: ({ type, name, inputs, preview }) => {
      if (preview) return Promise.resolve({ id: undefined, inputs, outputs: inputs });
      const [, path = "", kind = ""] = type.split(":");
      const service = path.split("/")[0] ?? "";
      const physical = physicalNameOf(name, inputs);
      const arn = `arn:aws:${service}:${textOf(inputs["region"])}:${accountId}:${kind}/${physical}`;
      return Promise.resolve({
        id: physical,
        inputs,
        outputs: { ...inputs, name: physical, arn, ...computed(type, physical, arn, inputs) },
      });
    },
    invoke: ({ token }) => Promise.reject(new Error(`unexpected function ${token}`)),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function physicalNameOf(name: string, inputs: WireMap): string {
  const explicit = inputs["name"] ?? inputs["provisionedModelName"];
  return typeof explicit === "string" ? explicit : stableKey(name, name);
}

function computed(type: string, name: string, arn: string, inputs: WireMap): WireMap {
  switch (type) {
    case "aws:kms/key:Key":
      return { keyId: name };
    case "aws:s3/bucket:Bucket":
      return { bucket: name, arn: `arn:aws:s3:::${name}` };
    case "aws:bedrock/guardrail:Guardrail":
      return { guardrailArn: arn, guardrailId: name, version: "DRAFT" };
    case "aws:bedrock/guardrailVersion:GuardrailVersion":
      return { version: "1" };
    case "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput":
      return { provisionedModelArn: arn };
    case "aws:bedrock/inferenceProfile:InferenceProfile":
      return { models: modelsOf((inputs["modelSource"] as WireMap)["copyFrom"] as string) };
    default:
      return {};
  }
}

function modelsOf(source: string): { modelArn: string }[] {
  const [, , , region = "", , resource = ""] = source.split(":");
  const id = source.slice(source.indexOf(resource)).split("/").slice(1).join("/");
  if (resource.startsWith("foundation-model"))
    return [{ modelArn: `arn:aws:bedrock:${region}::foundation-model/${id}` }];
  const model = id.slice(id.indexOf(".") + 1);
  return profileRegions.map((each) => ({ modelArn: `arn:aws:bedrock:${each}::foundation-model/${model}` }));
}
