/** Names that the catalog does not have: models, versions, SKUs, boundaries. */
import { modelNames, versionsOf } from "../models";
import { boundaryNames } from "../regions";
import { skuNames } from "../skus";
import { nearest, problem } from "./finding";
import type { DeploymentRequest, Findings } from "./types";

export function unknownModel({ model, version, declaredModels = [] }: DeploymentRequest): Partial<Findings> {
  const versions = versionsOf(model, declaredModels).flatMap((known) => known.version ?? []);
  if (versionsOf(model, declaredModels).length > 0) {
    return problem({
      code: "unknownVersion",
      property: "version",
      message: `${model} has no version "${version}" in the catalog`,
      allowed: versions,
      fix: `use a listed version, or declare ${model} ${version} under models.declared when it is newer than the catalog`,
    });
  }
  const names = nearest(model, [...modelNames, ...declaredModels.map(({ name }) => name)]);
  return problem({
    code: "unknownModel",
    property: "model",
    message: `the catalog has no model "${model}"`,
    allowed: names,
    fix: `did you mean ${names[0] ?? "another model"}? Declare ${model} under models.declared when it is newer than the catalog`,
  });
}

export function unknownSku({ sku }: DeploymentRequest): Partial<Findings> {
  return problem({
    code: "unknownSku",
    property: "sku",
    message: `there is no deployment SKU "${sku}"`,
    allowed: skuNames,
    fix: `did you mean ${nearest(sku, skuNames, 1)[0] ?? ""}?`,
  });
}

export function unknownBoundary({ boundary }: DeploymentRequest): Partial<Findings> {
  return problem({
    code: "unknownBoundary",
    property: "boundary",
    message: `there is no residency boundary "${boundary}"`,
    allowed: boundaryNames,
    fix: `did you mean ${nearest(boundary, boundaryNames, 1)[0] ?? ""}?`,
  });
}
