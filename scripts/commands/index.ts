import type { CommandModule } from "yargs";
import { accessCommand } from "./access";
import { adoptCommand } from "./adopt";
import { affectedCommand } from "./affected";
import { commentCommand } from "./comment";
import { catalogCommand } from "./catalog";
import { costCommand } from "./cost";
import { destroyCommand } from "./destroy";
import { doctorCommand } from "./doctor";
import { exemptCommand } from "./exempt";
import { explainCommand } from "./explain";
import { driftCommand } from "./drift";
import { fleetCommand } from "./fleet";
import { graphCommand } from "./graph";
import { initCommand } from "./init";
import { localCommand } from "./local";
import { modelsCommand } from "./models";
import { placeCommand } from "./place";
import { planCommand } from "./plan";
import { previewCommand } from "./preview";
import { refreshCommand } from "./refresh";
import { residencyCommand } from "./residency";
import { reviewCommand } from "./review";
import { upCommand } from "./up";
import { verifyCommand } from "./verify";

/** Every verb, in the order in which help lists them. */
export const verbs = [
  upCommand,
  previewCommand,
  affectedCommand,
  commentCommand,
  planCommand,
  refreshCommand,
  verifyCommand,
  driftCommand,
  fleetCommand,
  destroyCommand,
  reviewCommand,
  explainCommand,
  exemptCommand,
  graphCommand,
  accessCommand,
  residencyCommand,
  costCommand,
  modelsCommand,
  placeCommand,
  catalogCommand,
  initCommand,
  adoptCommand,
  doctorCommand,
  localCommand,
] as unknown as CommandModule[];
