import type { DeclaredModel } from "../../catalog/models";
import type { Draft } from "./draft";
import type { StackConfig } from "./schema";

/**
 * The models that a stack file declares because they are newer than the catalog, as the catalog's queries take them. Whoever
 * asks the catalog about a model of a stack hands these along. Of a draft, those whose name and version are right.
 */
export function declaredModels(
  models: Draft<Pick<StackConfig["models"], "declared">> | undefined,
): readonly DeclaredModel[] {
  return (models?.declared ?? []).flatMap((model) => {
    if (model?.name === undefined || model.version === undefined) return [];
    const { name, version, format, retirementDate, skus, base } = model;
    return [
      {
        name,
        version,
        ...(format === undefined ? {} : { format }),
        ...(retirementDate === undefined ? {} : { retirementDate }),
        ...(skus === undefined ? {} : { skus: skus as Record<string, readonly string[]> }),
        ...(base?.name === undefined || base.version === undefined
          ? {}
          : { base: { name: base.name, version: base.version } }),
      },
    ];
  });
}
