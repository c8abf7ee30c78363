import type { CommandModule } from "yargs";
import { upCommand } from "./up";

/** Every verb, in the order in which help lists them. */
export const verbs = [upCommand] as unknown as CommandModule[];
