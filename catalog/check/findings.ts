/** Everything that one deployment violates; each subject in a file of its own. */
import { findModel } from "../models";
import { findBoundary } from "../regions";
import { findSku } from "../skus";
import { capacity, quota, stock } from "./capacity";
import { lifecycle } from "./lifecycle";
import { unknownBoundary, unknownModel, unknownSku } from "./names";
import { offer } from "./offer";
import { placement, processing } from "./residency";
import type { DeploymentRequest, Findings } from "./types";

/** The problems and the unverified facts of one deployment, without alternatives. */
export function findingsOf(request: DeploymentRequest): Findings {
  const model = findModel(request.model, request.version, request.declaredModels);
  const sku = findSku(request.sku);
  const subjects: readonly Partial<Findings>[] = [
    model ? lifecycle(model, request) : unknownModel(request),
    sku ? {} : unknownSku(request),
    findBoundary(request.boundary) ? placement(request) : unknownBoundary(request),
    sku ? processing(sku, request) : {},
    model && sku ? offer(model, sku, request) : {},
    model && sku ? capacity(model, sku, request) : {},
    model && sku ? quota(model, sku, request) : {},
    model && sku ? stock(model, sku, request) : {},
  ];
  return {
    problems: subjects.flatMap(({ problems = [] }) => problems),
    unverified: subjects.flatMap(({ unverified = [] }) => unverified),
  };
}
