import { Document, isMap, isScalar, visit } from "yaml";
import { models } from "../../../catalog/models";
import { zonesOf } from "../../../stacks/config/checks/dns";
import { processingScopes, skus } from "../../../catalog/skus";
import { parseStackConfig, type ConfigProblem } from "../../../stacks/config/index";
import type { Answers } from "./answers";

/** What stands above each section of a new stack file. */
const comments: Readonly<Record<string, string>> = {
  environment: " Names every resource: changing organization or name builds a new platform.",
  residency: " Where resources may stand, and the widest geography in which prompts may be processed.",
  compliance: " Policy packs follow from the frameworks; `cornerstone review` judges by them.",
  network: " The network of the private endpoints, and who answers for their names.",
  identity: " Object IDs of groups in Entra ID: `az ad group show --group NAME --query id`.",
  keys: " Key vaults that stand already; in every other region the platform makes one.",
  models:
    " Versions are pinned; capacity is in thousands of tokens per minute. `cornerstone models` and `cornerstone place` help to choose.",
  workloads:
    " A workload is a tenant: an owner, a group, its share of each deployment in percent, a budget. For example:\n" +
    "   - name: assistant\n     owner: assistant@contoso.example\n     group: 00000000-0000-0000-0000-000000000000\n" +
    "     dataClassification: internal\n     models: [{ deployment: chat, share: 50 }]\n     monthlyBudget: 500",
  data: " Databricks, made here or `existing`: its jobs call the models by the access connector (docs/data.md, docs/existing.md).",
  learning:
    " Machine Learning, made here or `existing`, and the clusters that are made in it (docs/learning.md, docs/existing.md).",
  operations: " Days that logs stay, who gets alerts, and what a month may cost.",
};

export type StackFileText =
  | { readonly ok: true; readonly text: string; readonly sections: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** The stack file that the answers ask for, with comments; valid, or the reasons why nothing valid follows from them. */
export function stackFileText(answers: Answers, file: string, now: Date): StackFileText {
  const choices = [...candidates(answers, now)].map((deployment) => sectionsOf(answers, deployment));
  return firstValid(choices, "models.", file, now, (sections) => render(answers, sections));
}

/**
 * The first of several stack files that is valid; or its problems that are not of what the choices differ in, which are the
 * answers' own.
 *
 * @param differingIn how the paths of what the choices differ in begin
 */
export function firstValid(
  choices: Iterable<Readonly<Record<string, unknown>>>,
  differingIn: string,
  file: string,
  now: Date,
  textOf: (sections: Readonly<Record<string, unknown>>) => string,
): StackFileText {
  let problems: readonly ConfigProblem[] = [];
  for (const sections of choices) {
    const parsed = parseStackConfig(sections, file, { on: now });
    if (parsed.ok) return { ok: true, text: textOf(sections), sections };
    const own = parsed.problems.filter(({ path }) => !path.startsWith(differingIn));
    if (own.length > 0) return { ok: false, problems: own };
    problems = parsed.problems;
  }
  return { ok: false, problems };
}

/** Texts that the engine's reader of YAML takes for something else, unless they stand in quotes. */
const otherwiseRead = /^([\d.+-]|(y|yes|n|no|on|off|true|false|null|inf|nan)$)/i;

interface Candidate {
  readonly model: string;
  readonly version: string;
  readonly sku: string;
}

/** Chat models, the newest first, in SKUs that process no wider than allowed, the narrowest offered first. */
function* candidates({ processing }: Answers, now: Date): Generator<Candidate> {
  const widest = processingScopes.indexOf(processing);
  const names = Object.values(skus)
    .filter((sku) => !sku.provisioned && !sku.batch && !sku.fineTunedOnly)
    .filter((sku) => processingScopes.indexOf(sku.processing) <= widest)
    .sort((a, b) => processingScopes.indexOf(b.processing) - processingScopes.indexOf(a.processing))
    .map(({ name }) => name);
  const chat = models
    .filter(
      ({ name }) => /^gpt-/.test(name) && !/(audio|realtime|image|transcribe|tts|search|codex)/.test(name),
    )
    .flatMap(({ name, version }) => (version === undefined ? [] : [{ name, version }]))
    .filter(({ version }) => !(Date.parse(version) > now.getTime()))
    .sort((a, b) => (a.version < b.version ? 1 : -1));
  for (const { name, version } of chat) for (const sku of names) yield { model: name, version, sku };
}

function sectionsOf(answers: Answers, deployment: Candidate): Record<string, unknown> {
  const { stack, organization, owner, region, network, dns, existing } = answers;
  const models = ["primary"];
  const around = {
    ...(existing.databricks === undefined
      ? {}
      : { data: { databricks: { existing: { workspaceId: existing.databricks }, models } } }),
    ...(existing.machineLearning === undefined
      ? {}
      : { learning: { existing: { workspaceId: existing.machineLearning }, models } }),
  };
  return {
    environment: { name: stack, organization, owner, region, protected: answers.protected },
    residency: { boundary: answers.boundary, allowedRegions: [region], processing: answers.processing },
    compliance: { frameworks: answers.frameworks, unknowns: "warn" },
    network: {
      ...("addressSpace" in network ? { addressSpace: network.addressSpace } : { existing: network }),
      dns:
        dns.mode === "existing"
          ? {
              mode: dns.mode,
              zones: Object.fromEntries(
                zonesOf({ network: { dns }, ...around }, region).map((zone) => [
                  zone,
                  `${dns.zonesResourceGroupId}/providers/Microsoft.Network/privateDnsZones/${zone}`,
                ]),
              ),
            }
          : { mode: dns.mode },
    },
    identity: { groups: { platformAdmins: answers.admins } },
    ...(existing.vault === undefined ? {} : { keys: { vaults: { [region]: existing.vault } } }),
    models: {
      accounts: [
        {
          name: "primary",
          region,
          ...(existing.account === undefined ? {} : { existing: { accountId: existing.account } }),
        },
      ],
      contentFilters: [{ name: "standard" }],
      deployments: [
        { name: "chat", account: "primary", ...deployment, capacity: 1, contentFilter: "standard" },
      ],
    },
    workloads: [],
    ...around,
    operations: {
      logRetentionDays: answers.protected ? 365 : 30,
      alertEmails: [owner],
      monthlyBudget: answers.monthlyBudget,
      ...(existing.logWorkspace === undefined ? {} : { logWorkspace: existing.logWorkspace }),
    },
  };
}

function render({ stack }: Answers, sections: Readonly<Record<string, unknown>>): string {
  const head = `${stack}: made by \`cornerstone init\`. From here on it is yours to edit; its schema shows what can stand where.`;
  return renderStackFile(sections, head);
}

/**
 * A stack file, with a comment above each section.
 *
 * @param head what stands on top of it, as lines
 */
export function renderStackFile(sections: Readonly<Record<string, unknown>>, head: string): string {
  const config = Object.fromEntries(
    Object.entries(sections).map(([name, value]) => [`cornerstone:${name}`, value]),
  );
  const document = new Document({ config }, { aliasDuplicateObjects: false });
  const lines = head.split("\n").map((line) => (line === "" ? "" : ` ${line}`));
  document.commentBefore = ` yaml-language-server: $schema=./config/stack.schema.generated.json\n\n${lines.join("\n")}`;
  const map = document.get("config");
  if (isMap(map))
    for (const [index, pair] of map.items.entries()) {
      if (!isScalar(pair.key)) continue;
      pair.key.commentBefore = comments[String(pair.key.value).replace("cornerstone:", "")] ?? null;
      pair.key.spaceBefore = index > 0;
    }
  visit(document, {
    Scalar(key, node) {
      if (key !== "key" && typeof node.value === "string" && otherwiseRead.test(node.value))
        node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 120 });
}
