// Entry point of the component package (PulumiPlugin.yaml): what the engine runs for a program in any language. It is
// JavaScript because Pulumi's runtime would type-check the whole project before it serves the first request.
require("tsx/cjs");
const { componentProviderHost } = require("@pulumi/pulumi/provider/experimental");
const { providerHost } = require("./provider-host.ts");

void componentProviderHost(providerHost);
