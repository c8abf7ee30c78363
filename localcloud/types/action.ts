import type { ArmResource, CloudView } from "../arm/behaviour";
import type { JsonObject } from "../store/store";

/** A function of the SDK that posts to a resource, such as the listing of its keys. */
export interface ResourceAction {
  readonly token: string;
  /** ARM path of the resource, with the function's arguments as parameters. */
  readonly path: string;
  answer(resource: ArmResource, cloud: CloudView): JsonObject;
}
