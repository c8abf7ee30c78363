import { z } from "zod";
import { awsRegions, regions } from "../../../catalog/regions";

/**
 * Field types that several sections share. Each one states its own rule in words (`allowed`), because a person who
 * reads "must match /^[a-z].../" has learned nothing.
 */
declare module "zod" {
  interface GlobalMeta {
    /** What a value may be, in words, for the message about one that is not. */
    allowed?: string;
  }
}

/**
 * Makes the schema of a name that becomes a part of resource names: lower case, no doubled or trailing hyphen.
 * `dots` also allows periods inside, as in `gpt-5.1`.
 */
export function nameField(
  description: string,
  options: { readonly max: number; readonly example: string; readonly dots?: boolean },
): z.ZodString {
  const dots = options.dots ?? false;
  return z
    .string()
    .min(2)
    .max(options.max)
    .regex(dots ? /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/ : /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .meta({
      description,
      examples: [options.example],
      allowed: `2 to ${options.max} lower-case letters, digits, single hyphens${dots ? " and periods" : ""}, beginning with a letter`,
    });
}

/** Makes the schema of the object ID of a group in Entra ID. The nil GUID of a template is refused. */
export function groupIdField(description: string): z.ZodString {
  return z
    .string()
    .regex(
      /^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
    )
    .meta({
      description,
      examples: ["6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11"],
      allowed: "the object ID of a group in Entra ID (`az ad group show --group NAME --query id`)",
    });
}

/** Makes the schema of an email address. */
export function emailField(description: string): z.ZodEmail {
  return z
    .email()
    .max(254)
    .meta({ description, examples: ["platform@contoso.example"], allowed: "an email address" });
}

/** Makes the schema of a region's name: one that the catalog knows. */
export function regionField(description: string): z.ZodEnum<Record<string, string>> {
  return z.enum(regions.map((region) => region.name)).meta({
    description,
    examples: ["swedencentral"],
    allowed: "the short name of an Azure region (`az account list-locations --query '[].name'`)",
  });
}

/** Makes the schema of an AWS region's name: one with an endpoint of Amazon Bedrock, outside sovereign partitions. */
export function awsRegionField(description: string): z.ZodEnum<Record<string, string>> {
  const names = awsRegions.filter(({ partition }) => partition === "aws").map(({ name }) => name);
  return z.enum(names).meta({
    description,
    examples: ["eu-central-1"],
    allowed: "the name of an AWS region with Amazon Bedrock (`aws ec2 describe-regions`)",
  });
}

/** Makes the schema of an object ID in Entra ID. */
export function objectIdField(description: string): z.ZodString {
  return z
    .string()
    .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
    .meta({ description, examples: ["0f1b7c52-8a3d-4e6f-9c21-5d7e90ab3c14"], allowed: "a GUID" });
}

/** Makes the schema of whoever answers for something in Entra ID. */
export function ownersField(): z.ZodArray<z.ZodString> {
  return z
    .array(objectIdField("Object ID of a person or a service principal of Entra ID."))
    .min(1)
    .max(100)
    .meta({
      description: "Object IDs of whoever decides on members and may change registrations.",
      allowed: "1 to 100 object IDs",
    });
}

/** Makes the schema of an amount of money for one month, in the currency of the subscription's billing account. */
export function monthlyAmountField(description: string): z.ZodNumber {
  return z
    .number()
    .positive()
    .max(100_000_000)
    .meta({
      description,
      examples: [5000],
      allowed: "an amount above 0, in the currency of the billing account",
    });
}

/** Makes the schema of an ARM ID of one resource type, e.g. `Microsoft.Network/virtualNetworks`. */
export function armIdField(description: string, type: string): z.ZodString {
  const [provider = "", ...types] = type.split("/");
  const segments = types.map((segment) => `${segment}/[^/\\s]+`).join("/");
  const shape = `/subscriptions/<id>/resourceGroups/<name>/providers/${type}`;
  return z
    .string()
    .regex(
      new RegExp(
        `^/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/\\s]+/providers/${provider.replace(".", "\\.")}/${segments}$`,
        "i",
      ),
    )
    .meta({ description, allowed: `the ARM ID of a ${type}: ${shape}...` });
}
