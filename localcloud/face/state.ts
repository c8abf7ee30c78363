import type { Outages } from "./outages";
import type { Telemetry } from "./telemetry";
import type { Tokens } from "./tokens";

/** What the faces of one cloud share. */
export interface FaceState {
  readonly tokens: Tokens;
  readonly telemetry: Telemetry;
  readonly outages: Outages;
}
