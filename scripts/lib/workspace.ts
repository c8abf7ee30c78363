import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { parseDocument, stringify } from "yaml";
import { exitCode, Failure } from "./failure";
import { localPaths, projectRoot, type LocalPaths } from "./paths";
import { projectName, type StackFile } from "./stack-file";

/** Where the engine runs, and with which environment. */
export interface EngineWorkspace {
  /** The folder with the Pulumi.yaml that the engine reads. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folders of a local run; absent where the user's own backend and login are used. */
  readonly local?: LocalPaths;
}

/**
 * There is no secret to keep in a local stack: its cloud, its state and this phrase are on the same disk. The real
 * engine demands a phrase all the same.
 */
const localPassphrase = "local";

/** The keys of a stack file that belong to an encryption of another backend, and mean nothing here. */
const encryptionKeys = ["encryptionsalt", "encryptedkey", "secretsprovider"] as const;

/** The user's own project, backend and login, as plain `pulumi` would use them. */
export function cloudWorkspace(root: string = projectRoot): EngineWorkspace {
  return { directory: root, env: { PULUMI_SKIP_UPDATE_CHECK: "true" } };
}

/**
 * Lays out the workspace of a local run: a copy of the project and of the stack file, since the engine writes its
 * salt into the latter, with state and home of its own. No tracked file is touched.
 */
export function prepareLocalWorkspace(
  file: Pick<StackFile, "stack" | "path" | "name">,
  root: string = projectRoot,
): EngineWorkspace {
  const local = localPaths(file.stack, root);
  for (const folder of [local.project, local.state, local.home, local.cloud])
    fs.mkdirSync(folder, { recursive: true });
  writeProject(local);
  writeStackFile(file, local);
  return {
    directory: local.project,
    local,
    env: {
      // Without the files of attributes beside each file, which an engine that is killed leaves half-written.
      PULUMI_BACKEND_URL: `${pathToFileURL(local.state).href}?metadata=skip`,
      PULUMI_HOME: local.home,
      PULUMI_CONFIG_PASSPHRASE: localPassphrase,
      PULUMI_CONFIG_PASSPHRASE_FILE: "",
      PULUMI_ACCESS_TOKEN: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // The local cloud is attached; nothing may be fetched in its stead.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
  };
}

function writeProject(local: LocalPaths): void {
  const project = { name: projectName, runtime: "nodejs", description: "A local run of Cornerstone" };
  fs.writeFileSync(path.join(local.project, "Pulumi.yaml"), stringify(project));
}

/**
 * The text is kept as it is: to the engine's reader `"2025-11-13"` and `2025-11-13` are two things. The salt of an
 * earlier local run stays, so that what it encrypted can still be read.
 */
function writeStackFile(file: Pick<StackFile, "stack" | "path" | "name">, local: LocalPaths): void {
  const copy = path.join(local.project, `Pulumi.${file.stack}.yaml`);
  const document = parseDocument(fs.readFileSync(file.path, "utf8"));
  if (containsSecret(document.toJS()))
    throw new Failure(
      `${file.name} holds values that are encrypted for another backend, and a local run cannot read them`,
      exitCode.usage,
      "Move them out of the stack file, or run without --local.",
    );
  for (const key of encryptionKeys) document.delete(key);
  const salt: unknown = fs.existsSync(copy)
    ? parseDocument(fs.readFileSync(copy, "utf8")).get("encryptionsalt")
    : undefined;
  if (salt !== undefined) document.set("encryptionsalt", salt);
  fs.writeFileSync(copy, document.toString());
}

function containsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return (keys.length === 1 && keys[0] === "secure") || Object.values(value).some(containsSecret);
}
