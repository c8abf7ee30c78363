import type { CommandModule } from "yargs";
import { destroyCommand } from "./destroy";
import { localCommand } from "./local";
import { previewCommand } from "./preview";
import { refreshCommand } from "./refresh";
import { upCommand } from "./up";

/** Every verb, in the order in which help lists them. */
export const verbs = [
  upCommand,
  previewCommand,
  refreshCommand,
  destroyCommand,
  localCommand,
] as unknown as CommandModule[];
