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

type Sections = Draft<Pick<StackConfig, "environment" | "models">>;

/**
 * Where each fine-tuned model of a stack file was trained: how the name of the account begins in Azure, of one that stands already its
 * whole name. By `name/version` of the model. Of a draft, those of which the file says enough.
 */
export function homesOfModels({ environment, models }: Sections): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (models?.declared ?? []).flatMap((model): [string, string][] => {
      const account = models?.accounts?.find(
        (each) => each?.name !== undefined && each.name === model?.account,
      );
      if (model?.name === undefined || model.version === undefined || account?.name === undefined) return [];
      const standing = account.existing?.accountId?.split("/").at(-1);
      const made = [environment?.organization, environment?.name, account.name].join("-");
      return [[`${model.name}/${model.version}`, standing ?? made]];
    }),
  );
}
