import { packageOfModule } from "./format";
import { loadIndex, loadModule } from "./load";

/**
 * The type or function token of today's SDK for one that carries an API version or a former name:
 *
 * - `azure-native:cognitiveservices/v20231001preview:Account` (SDK 1 and 2, old states)
 * - `azure-native_cognitiveservices_v20241001:cognitiveservices:Account` (an SDK of one API version, `pulumi package add`)
 * - `azure-native:documentdb:DatabaseAccount` (renamed in SDK 3)
 *
 * A token of another package, or of a type without facts, only loses its version.
 */
export function canonicalToken(token: string): string {
  const [pkg = "", module = "", name = ""] = token.split(":");
  const bare = {
    pkg: pkg.replace(/^azure-native_\w+?_v\d{8}\w*$/, "azure-native"),
    module: module.replace(/\/.*$/, ""),
  };
  const canonical = `${bare.pkg}:${bare.module}:${name}`;
  if (bare.pkg !== "azure-native") return token;
  if (loadModule(bare.module)?.resources[name]) return canonical;
  const today = loadIndex().renamed[`${bare.module}:${name}`];
  return today === undefined ? canonical : `${bare.pkg}:${today}`;
}

/** The token of a resource or function of a module: `azure-native:keyvault:Vault`, `aws:kms/key:Key`. */
export function tokenOf(module: string, name: string): string {
  if (packageOfModule(module) === "azure-native") return `azure-native:${module}:${name}`;
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return `aws:${module.slice("aws/".length)}/${file}:${name}`;
}
