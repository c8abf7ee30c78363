import { ours } from "../../controls";
import { everyResource, type GraphRule } from "../../rule";
import { fail, pass, unknown } from "../../verdicts";

export const resourceSecretMarked: GraphRule = {
  id: "CS-0076",
  name: "resource-secret-marked",
  title: "No key, password or connection string stands in the clear in the state.",
  severity: "high",
  why: "The state is read by everybody who may preview, is kept in every backup, and is printed in logs. A secret that is not marked is stored there in plain text.",
  fix: {
    text: "Use an identity instead of the secret; where none will do, wrap it in pulumi.secret or name it in additionalSecretOutputs.",
    code: 'new Component(name, args, { additionalSecretOutputs: ["connectionString"] });',
  },
  controls: [
    ...ours("mcsb", "IM-8", "DP-6"),
    ...ours("gdpr", "32(1)(a)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(iv)", "164.312(d)"),
    ...ours("nist80053", "IA-5"),
    ...ours("iso27001", "A.5.17"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
  ],
  covers: [
    "psrule-azure:Azure.Deployment.OutputSecretValue",
    "psrule-azure:Azure.Deployment.SecretLeak",
    "psrule-azure:Azure.Deployment.SecureValue",
  ],
  url: "https://www.pulumi.com/docs/iac/concepts/secrets/",
  scope: "graph",
  types: [...everyResource, "pulumi:pulumi:Stack"],
  check: (resource, graph) => {
    const suspicions = graph.suspicions(resource);
    const found = suspicions.find((suspicion) => !suspicion.unknown);
    if (found) return fail(`${found.path} looks like ${found.kind} and is not marked secret`, found.path);
    const [doubt] = suspicions;
    return doubt ? unknown(`${doubt.path} is not known, and may be ${doubt.kind}`) : pass;
  },
};
