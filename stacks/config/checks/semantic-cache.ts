import { findModel } from "../../../catalog/models";
import { findSku } from "../../../catalog/skus";
import { declaredModels } from "../declared-models";
import type { Draft } from "../draft";
import { nearest } from "../nearest";
import type { StackConfig } from "../schema";
import { deploymentsOf, elements, workloadsOf, type Check, type CheckFinding } from "./check";

type Cache = NonNullable<Draft<NonNullable<NonNullable<StackConfig["gateway"]>["semanticCache"]>>>;

const path = ["gateway", "semanticCache"] as const;

/** The cache asks a deployment for embeddings, and keeps answers of workloads that may have them kept. */
export const checkSemanticCache: Check = (config) => {
  const cache = config.gateway?.semanticCache;
  if (!cache) return [];
  return [...checkEmbeddings(cache, config), ...checkUses(cache, config)];
};

function checkEmbeddings({ embeddings }: Cache, config: Draft<StackConfig>): readonly CheckFinding[] {
  if (embeddings === undefined) return [];
  const place = [...path, "embeddings"];
  const deployments = deploymentsOf(config).map(({ value }) => value);
  const names = deployments.flatMap(({ name }) => name ?? []);
  const found = deployments.find(({ name }) => name === embeddings);
  if (!found) {
    if (names.length < (config.models?.deployments ?? []).length) return [];
    return [unknownName("deployment", embeddings, place, names)];
  }
  const { model, version, sku } = found;
  if (model === undefined || version === undefined || sku === undefined) return [];
  const known = findModel(model, version, declaredModels(config.models));
  if (known?.capabilities.length && !known.capabilities.includes("embeddings")) {
    return [
      {
        path: place,
        message: `"${embeddings}" is a deployment of ${model}, which makes no embeddings`,
        allowed: "a deployment of a model for embeddings, e.g. text-embedding-3-large",
        fix: "name a deployment of a model for embeddings, or add one to models.deployments",
      },
    ];
  }
  if (findSku(sku)?.batch !== true) return [];
  return [
    {
      path: place,
      message: `"${embeddings}" is a batch deployment (${sku}), which answers no call`,
      allowed: "a deployment that answers calls",
      fix: "give the deployment another SKU, or name another deployment",
    },
  ];
}

function checkUses({ workloads }: Cache, config: Draft<StackConfig>): readonly CheckFinding[] {
  const known = workloadsOf(config).map(({ value }) => value);
  const names = known.flatMap(({ name }) => name ?? []);
  const uses = elements(workloads, [...path, "workloads"]);
  return uses.flatMap(({ value: { workload }, path: entry }, index): readonly CheckFinding[] => {
    if (workload === undefined) return [];
    const place = [...entry, "workload"];
    if (uses.slice(0, index).some((earlier) => earlier.value.workload === workload)) {
      return [
        {
          path: place,
          message: `the use of "${workload}" is given twice`,
          allowed: "one entry a workload",
          fix: "put it into one entry",
        },
      ];
    }
    const found = known.find(({ name }) => name === workload);
    if (!found) {
      // A workload whose name is not valid is reported already, and may be the one that is meant.
      return names.length < (config.workloads ?? []).length
        ? []
        : [unknownName("workload", workload, place, names)];
    }
    return [...checkClassification(found, place), ...checkChat(found, place, config)];
  });
}

type Workload = Draft<StackConfig["workloads"][number]>;

function checkClassification(
  { name = "", dataClassification }: Workload,
  place: CheckFinding["path"],
): readonly CheckFinding[] {
  if (dataClassification !== "restricted") return [];
  return [
    {
      path: place,
      message: `"${name}" handles restricted data, and a cache would give the answer to one person's question to another`,
      allowed: "a workload whose data is public, internal or confidential",
      fix: "remove the entry",
    },
  ];
}

function checkChat(
  { name = "", models }: Workload,
  place: CheckFinding["path"],
  config: Draft<StackConfig>,
): readonly CheckFinding[] {
  const deployments = deploymentsOf(config).map(({ value }) => value);
  const own = elements(models, []).map(({ value }) =>
    deployments.find((deployment) => deployment.name === value.deployment),
  );
  const declared = declaredModels(config.models);
  // What is not valid, or not known, may be the model that chats.
  const mayChat = own.some((deployment) => {
    const { model, version, sku } = deployment ?? {};
    if (model === undefined || version === undefined || sku === undefined) return true;
    const known = findModel(model, version, declared);
    return findSku(sku)?.batch !== true && known?.capabilities.includes("embeddings") !== true;
  });
  if (mayChat) return [];
  return [
    {
      path: place,
      message: `"${name}" has no deployment that answers questions, and only chat completions are cached`,
      allowed: "a workload with a deployment of a model that chats",
      fix: "remove the entry, or give the workload such a deployment",
    },
  ];
}

function unknownName(
  kind: "deployment" | "workload",
  name: string,
  place: CheckFinding["path"],
  names: readonly string[],
): CheckFinding {
  const meant = nearest(name, names);
  return {
    path: place,
    message: `there is no ${kind} "${name}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    allowed: names.join(", ") || `no ${kind} is declared`,
    fix: meant === undefined ? "name one that exists" : `write "${meant}"`,
  };
}
