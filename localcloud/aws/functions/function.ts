import type { Values } from "../../provider/core";
import type { AwsView } from "../behaviour";
import type { AwsConfig } from "../config";

/** Answers a function of the SDK. */
export type AwsFunction = (args: Values, aws: AwsView, config: AwsConfig) => Values;
