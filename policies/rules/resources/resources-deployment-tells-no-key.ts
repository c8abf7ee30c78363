import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const deploymentTellsNoKey: ResourceRule = {
  id: "CS-0566",
  name: "resources-deployment-tells-no-key",
  title:
    "Template deployments tell no key that they read: not as an output, and not in a log of what was sent.",
  severity: "high",
  why: "An output of a template is kept with the deployment, in the open, for everybody who may read the resource group; so is what debug settings log.",
  fix: {
    text: "Take list functions out of the outputs, and debugSetting away; let the template write the key into a key vault.",
    code: 'template.resources.push({ type: "Microsoft.KeyVault/vaults/secrets", properties: { value: "[listKeys(...).primaryKey]" } });',
  },
  controls: themes.keyless,
  covers: [],
  url: "https://learn.microsoft.com/azure/azure-resource-manager/templates/outputs",
  scope: "resource",
  types: azure.templateDeployment,
  check: (inputs) => {
    const outputs = inputs.keys("properties.template.outputs");
    const told = outputs.find((name) =>
      /\blist\w*\s*\(/i.test(inputs.string(`properties.template.outputs.${name}.value`) ?? ""),
    );
    if (told !== undefined) {
      const path = `properties.template.outputs.${told}`;
      return fail(`${path} is what a list function answers, which is a key`, path);
    }
    const level = "properties.debugSetting.detailLevel";
    return same(inputs.string(level) ?? "none", "none")
      ? pass
      : fail(`${level} is ${inputs.show(level)}, must be "none"`, level);
  },
};
