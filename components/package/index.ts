/**
 * Components whose arguments every language of Pulumi can write: plain data, where those of the other components hold
 * TypeScript objects. The component package serves exactly these (`PulumiPlugin.yaml`, docs/library.md).
 */
export { Monitoring } from "../operations/monitoring";
export { AgentService } from "./agent-service";
export { AIGateway } from "./ai-gateway";
export { PrivateOpenAI } from "./private-openai";
export { TrainingWorkspace } from "./training-workspace";
export { Workload } from "./workload";
