import { nearest } from "../../../catalog/check/finding";
import { findModel, modelNames, versionsOf } from "../../../catalog/models";
import type { PlacementRequest } from "../../../catalog/place/types";
import { boundaryNames } from "../../../catalog/regions";
import { exitCode, Failure } from "../failure";
import type { PlaceOptions } from "./index";

/** Refuses options that state no demand, in the words of the command line. Throws a `Failure`. */
export function checkDemandOptions(options: PlaceOptions): void {
  const { inputTpm, cachedTpm, outputTpm, utilization, boundary } = options;
  const tokens = { "--input-tpm": inputTpm, "--cached-tpm": cachedTpm, "--output-tpm": outputTpm };
  for (const [name, value] of Object.entries(tokens)) {
    if (value !== undefined && !(value >= 0))
      throw new Failure(`${name} takes tokens a minute, 0 or more`, exitCode.usage);
  }
  if (Object.values(tokens).every((value) => !value))
    throw new Failure(
      "--model alone is no demand: how many tokens a minute at the peak?",
      exitCode.usage,
      "Add --input-tpm, --cached-tpm or --output-tpm.",
    );
  if (utilization !== undefined && !(utilization > 0 && utilization <= 100))
    throw new Failure("--utilization takes a percentage, above 0 and at most 100", exitCode.usage);
  if (boundary !== undefined && !(boundaryNames as readonly string[]).includes(boundary))
    throw new Failure(
      `there is no residency boundary "${boundary}"`,
      exitCode.usage,
      `Boundaries are: ${boundaryNames.join(", ")}.`,
    );
}

/** Refuses models that nobody knows, before any option of them is judged. Throws a `Failure`. */
export function checkModels({ demands, declaredModels = [] }: PlacementRequest): void {
  for (const { name: demand, models } of demands) {
    for (const { name, version } of models) {
      if (findModel(name, version, declaredModels)) continue;
      const versions = versionsOf(name, declaredModels).flatMap((known) => known.version ?? []);
      const declare = "A newer model can be declared in the stack file, under models.declared.";
      if (versions.length > 0)
        throw new Failure(
          `${name} has no version ${version ?? ""} in the catalog (demand ${demand})`,
          exitCode.usage,
          `Versions are: ${versions.join(", ")}. ${declare}`,
        );
      const names = nearest(name, [...modelNames, ...declaredModels.map((model) => model.name)]);
      throw new Failure(
        `the catalog knows no model ${name} (demand ${demand})`,
        exitCode.usage,
        `Did you mean ${names.join(", ")}? ${declare}`,
      );
    }
  }
}
