import type { CommandModule } from "yargs";
import { costCommand } from "./cost";
import { destroyCommand } from "./destroy";
import { doctorCommand } from "./doctor";
import { graphCommand } from "./graph";
import { localCommand } from "./local";
import { modelsCommand } from "./models";
import { previewCommand } from "./preview";
import { refreshCommand } from "./refresh";
import { reviewCommand } from "./review";
import { upCommand } from "./up";

/** Every verb, in the order in which help lists them. */
export const verbs = [
  upCommand,
  previewCommand,
  refreshCommand,
  destroyCommand,
  reviewCommand,
  graphCommand,
  costCommand,
  modelsCommand,
  doctorCommand,
  localCommand,
] as unknown as CommandModule[];
