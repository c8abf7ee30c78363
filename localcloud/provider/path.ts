import { parseArmId } from "../arm/id";
import { type Values, unknownValue } from "./core";
import { type Definition, parametersOf } from "./definition";

/** The ARM ID of a resource with these inputs. */
export function idOf(
  definition: Pick<Definition, "row" | "token">,
  inputs: Values,
  subscriptionId: string,
): string {
  return fillPath(definition.row.path, inputs, subscriptionId, definition.token);
}

/** Fills an ARM path template with the parameters that it names. */
export function fillPath(path: string, parameters: Values, subscriptionId: string, what: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === "subscriptionId" ? (parameters[name] ?? subscriptionId) : parameters[name];
    if (value === unknownValue) throw new Error(`the ID of ${what} needs '${name}', which is not known yet`);
    if (name === "parentResourcePath" && (value === undefined || value === "")) return "";
    if (typeof value !== "string" || value === "") throw new Error(`missing required property '${name}'`);
    // A scope is a path of its own and may begin with a slash.
    return isScope(name)
      ? value.replace(/^\/+|\/+$/g, "")
      : encodeURIComponent(value).replace(/%(20|3A|40|2B|24|26|3D|2C|28|29)/g, decodeURIComponent);
  });
  return filled.replaceAll("//", "/");
}

/** The inputs that an ID tells: its parameters, for an import. Throws when the ID is not one of the type. */
export function inputsOfId({ row, token }: Definition, id: string): Values {
  const pattern = row.path
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_, name: string) => (isScope(name) ? "(.+?)" : "([^/]+)"));
  const match = new RegExp(`^${pattern}$`, "i").exec(parseArmId(id).id);
  if (!match) throw new Error(`'${id}' is not the ID of a ${token}; its form is ${row.path}`);
  const values = parametersOf(row.path).map((name, index) => [
    name,
    decodeURIComponent(match[index + 1] ?? ""),
  ]);
  return Object.fromEntries(values.filter(([name]) => name !== "subscriptionId")) as Values;
}

function isScope(name: string): boolean {
  return (
    name === "scope" ||
    name === "scopeId" ||
    name === "resourceUri" ||
    name === "resourceId" ||
    name === "parentResourcePath" ||
    name === "resourceProviderNamespace"
  );
}
