import type highsLoader from "highs";
import { lazily } from "../lazy";

/** The solver, ready to solve: https://highs.dev, compiled to WebAssembly. */
export type Highs = Awaited<ReturnType<typeof highsLoader>>;

let loaded: Promise<Highs> | undefined;

/** Loads the solver once; a tenth of a second. */
export function loadHighs(): Promise<Highs> {
  loaded ??= (lazily(__filename, "highs") as typeof highsLoader)();
  return loaded;
}
