import type { CommandModule } from "yargs";
import { affectedCommand } from "./affected";
import { commentCommand } from "./comment";
import { costCommand } from "./cost";
import { destroyCommand } from "./destroy";
import { doctorCommand } from "./doctor";
import { exemptCommand } from "./exempt";
import { explainCommand } from "./explain";
import { graphCommand } from "./graph";
import { localCommand } from "./local";
import { modelsCommand } from "./models";
import { placeCommand } from "./place";
import { previewCommand } from "./preview";
import { refreshCommand } from "./refresh";
import { reviewCommand } from "./review";
import { upCommand } from "./up";

/** Every verb, in the order in which help lists them. */
export const verbs = [
  upCommand,
  previewCommand,
  affectedCommand,
  commentCommand,
  refreshCommand,
  destroyCommand,
  reviewCommand,
  explainCommand,
  exemptCommand,
  graphCommand,
  costCommand,
  modelsCommand,
  placeCommand,
  doctorCommand,
  localCommand,
] as unknown as CommandModule[];
