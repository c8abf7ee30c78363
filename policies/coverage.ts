import { notCoveredAws } from "./coverage-aws";
import { rules } from "./rules";

/**
 * Public rules that set what a rule of this toolkit judges: the twins by which Azure Policy deploys or modifies. Public rule -> ours.
 */
export const twins: Readonly<Record<string, string>> = {
  "azure-policy:14de9e63-1b31-492e-a5a3-c3f7fd57f555": "CS-0001",
  "azure-policy:55eff01b-f2bd-4c32-9203-db285f709d30": "CS-0001",
  "azure-policy:47ba1dd7-28d9-4b07-a8d5-9813bed64e0c": "CS-0002",
  "azure-policy:db630ad5-52e9-4f4d-9c44-53912fe40053": "CS-0004",
  "azure-policy:028bbd88-e9b5-461f-9424-a1b63a7bee1a": "CS-0005",
  "azure-policy:0eddd7f3-3d9b-4927-a07a-806e8ac9486c": "CS-0005",
  "azure-policy:437914ee-c176-4fff-8986-7e05eb971365": "CS-0005",
  "azure-policy:6df98d03-368a-4438-8730-a93c4d7693d6": "CS-0005",
  "azure-policy:75973700-529f-4de2-b794-fb9b6781b6b0": "CS-0005",
  "azure-policy:83c6fe0f-2316-444a-99a1-1ecd8a7872ca": "CS-0005",
  "azure-policy:90bd4cb3-9f59-45f7-a6ca-f69db2726671": "CS-0005",
  "azure-policy:9adab2a5-05ba-4fbd-831a-5bf958d04218": "CS-0005",
  "azure-policy:a63cc0bd-cda4-4178-b705-37dc439d3e0f": "CS-0005",
  "azure-policy:ac673a9a-f77d-4846-b2d8-a57f8e1c01d4": "CS-0005",
  "azure-policy:bcff79fb-2b0d-47c9-97e5-3023479b00d1": "CS-0005",
  "azure-policy:c1d634a5-f73d-4cdd-889f-2cc7006eb47f": "CS-0005",
  "azure-policy:d19ae5f1-b303-4b82-9ca8-7682749faf0c": "CS-0005",
  "azure-policy:d847d34b-9337-4e2d-99a5-767e5ac9c582": "CS-0005",
  "azure-policy:da9b4ae8-5ddc-48c5-b9c0-25f8abf7a3d6": "CS-0005",
  "azure-policy:ee40564d-486e-4f68-a5ca-7a621edae0fb": "CS-0005",
  "azure-policy:fbc14a67-53e4-4932-abcc-2049c6706009": "CS-0005",
  "azure-policy:0120ef84-66e7-4faf-aad8-14c36389697e": "CS-0009",
  "azure-policy:0628b917-d4b4-4af5-bc2b-b4f87cd173ab": "CS-0009",
  "azure-policy:14e81583-c89c-47db-af0d-f9ddddcccd9f": "CS-0009",
  "azure-policy:3234ff41-8bec-40a3-b5cb-109c95f1c8ce": "CS-0009",
  "azure-policy:55d1f543-d1b0-4811-9663-d6d0dbc6326d": "CS-0009",
  "azure-policy:6b359d8f-f88d-4052-aa7c-32015963ecc1": "CS-0009",
  "azure-policy:71153be3-4742-4aae-9aec-150f7589311b": "CS-0009",
  "azure-policy:818719e5-1338-4776-9a9d-3c31e4df5986": "CS-0009",
  "azure-policy:8d0e693f-1b54-41d1-880e-199c3caed23f": "CS-0009",
  "azure-policy:951af2fa-529b-416e-ab6e-066fd85ac459": "CS-0009",
  "azure-policy:98a2e215-5382-489e-bd29-32e7190a39ba": "CS-0009",
  "azure-policy:a853abad-dfa4-4bf5-aaa1-04cb10c02d23": "CS-0009",
  "azure-policy:baa4c6de-b7cf-4b12-b436-6e40ef44c8cb": "CS-0009",
  "azure-policy:bef3f64c-5290-43b7-85b0-9b254eef4c47": "CS-0009",
  "azure-policy:ed7c8c13-51e7-49d1-8a43-8490431a0da2": "CS-0009",
  "azure-policy:edf35972-ed56-4c2f-a4a1-65f0471ba702": "CS-0009",
  "azure-policy:fe85de62-a656-4b79-9d94-d95c89319bd9": "CS-0009",
  "azure-policy:ac673a9a-f77d-4846-b2d8-a57f8e1c01dc": "CS-0025",
  "azure-policy:9d4fad1f-5189-4a42-b29e-cf7929c6b6df": "CS-0026",
  "azure-policy:f81e3117-0093-4b17-8a60-82363134f0eb": "CS-0030",
  "azure-policy:13502221-8df0-4414-9937-de9c5c4e396b": "CS-0032",
  "azure-policy:a06d0189-92e8-4dba-b0c4-08d7669fce7d": "CS-0034",
  "azure-policy:d3ba9c42-9dd5-441a-957c-274031c750c0": "CS-0062",
  "azure-policy:dddfa1af-dcd6-42f4-b5b0-e1db01e0b405": "CS-0065",
  "azure-policy:49c88fc8-6fd1-46fd-a676-f12d1d3a4c71": "CS-0071",
  "azure-policy:726aca4c-86e9-4b04-b0c5-073027359532": "CS-0071",
  "azure-policy:8ce3da23-7156-49e4-b145-24f95f9dcb46": "CS-0071",
  "azure-policy:d157c373-a6c4-483d-aaad-570756956268": "CS-0071",
  "azure-policy:9f766f00-8d11-464e-80e1-4091d7874074": "CS-0163",
  "azure-policy:25a70cc8-2bd4-47f1-90b6-1478e4662c96": "CS-0164",
  "azure-policy:2fb86bf3-d221-43d1-96d1-2434af34eaa0": "CS-0164",
  "azure-policy:59759c62-9a22-4cdf-ae64-074495983fef": "CS-0164",
  "azure-policy:7bd000e3-37c7-4928-9f31-86c4b77c5c45": "CS-0164",
  "azure-policy:b4fe1a3b-0715-4c6c-a5ea-ffc33cf823cb": "CS-0164",
  "azure-policy:9fbd64e3-67b8-489b-98e5-fa0007d17e76": "CS-0165",
  "azure-policy:978deb5d-c9a7-41f8-b4b2-b76880d0de1f": "CS-0166",
  "azure-policy:bec5db8e-c4e3-40f9-a545-e0bd00065c82": "CS-0178",
  "azure-policy:e8185402-357b-4768-8058-f620bc0ae6b5": "CS-0179",
};

/** Public rules that nothing here covers, and why not. */
export interface Uncovered {
  readonly why: string;
  readonly rules: readonly string[];
}

/** Public rules that no rule of this toolkit covers, on purpose. */
export const notCovered: readonly Uncovered[] = [
  ...notCoveredAws,
  {
    why: "Service endpoints open the public address of a service to a subnet. This design closes that address and uses private endpoints.",
    rules: [
      "azure-policy:60d21c4f-21a3-4d94-85f4-b924e6aeeda4",
      "azure-policy:ea4d6841-2173-4317-9747-ff522a45120f",
    ],
  },
  {
    why: "The bypass lets trusted services of any tenant past the firewall. Private endpoints make it needless, so that it stays closed.",
    rules: [
      "azure-policy:c9d007d0-c057-4772-b18c-01e546713bcd",
      "checkov:CKV_AZURE_36",
      "prowler-azure:storage_ensure_azure_services_are_trusted_to_access_is_enabled",
    ],
  },
  {
    why: "Copies in another region help recovery and may break residency: CS-0036 and CS-0177 decide by the declared boundary, CS-0171 asks for copies in zones.",
    rules: ["prowler-azure:storage_geo_redundant_enabled", "psrule-azure:Azure.Log.Replication"],
  },
  {
    why: "A list of SKUs with no content of its own: CS-0036 and CS-0171 judge what the SKU decides.",
    rules: ["azure-policy:7433c107-6db4-4ad1-b57a-a76dce0154a1"],
  },
  {
    why: "Roles on the resource are narrower than on its group: CS-0052 asks for the opposite.",
    rules: ["psrule-azure:Azure.RBAC.UseRGDelegation"],
  },
  {
    why: "It warns of rules that deny all inbound traffic, load balancers included. Subnets here serve no load balancer, or let it in by name.",
    rules: ["psrule-azure:Azure.NSG.DenyAllInbound"],
  },
  {
    why: "It asks for a custom role that may remove locks. Locks here are the stack's own, and nobody holds a standing right to remove them.",
    rules: ["prowler-azure:iam_custom_role_has_permissions_to_administer_resource_locks"],
  },
  {
    why: "The rule on security groups (CS-0041) leaves out subnets of Azure's own services, gateways among them.",
    rules: ["azure-policy:35f9c03a-cc27-418e-9c0c-539ff999d010"],
  },
  {
    why: "It judges file shares, or services that this toolkit does not set up.",
    rules: [
      "azure-policy:06695360-db88-47f6-b976-7500d4297475",
      "azure-policy:f628ffa2-2900-47aa-ab09-3ecb844f2ae8",
      "prowler-azure:storage_ensure_file_shares_soft_delete_is_enabled",
      "prowler-azure:storage_smb_channel_encryption_with_secure_algorithm",
      "prowler-azure:storage_smb_protocol_version_is_latest",
      "psrule-azure:Azure.Storage.FileShareSoftDelete",
    ],
  },
  {
    why: "It is for kinds of account that keep what callers upload; CS-0011 allows the kinds of models only.",
    rules: ["azure-policy:46aa9b05-0e60-4eae-a88b-1e9d374fa515"],
  },
  {
    why: "It judges an option that the components never switch on, or whose data they do not keep.",
    rules: [
      "azure-policy:0c4bd2e8-8872-4f37-a654-03f6f38ddc76",
      "azure-policy:140ad507-70f0-43cb-a7cb-a8964341aefa",
      "azure-policy:16fabb5c-7379-4433-8009-042066fa3a16",
      "azure-policy:1859cd03-7f77-495d-a0ce-336a36a6830d",
      "azure-policy:244bcb20-b194-41f3-afcc-63aef382b64c",
      "azure-policy:37e0d2fe-28a5-43d6-a273-67d37d1f5606",
      "azure-policy:79494980-ea12-4ca1-8cca-317e942b6da2",
      "azure-policy:b5ec538c-daa0-4006-8596-35468b9148e8",
      "azure-policy:bfecdea6-31c4-4045-ad42-71b9dc87247d",
      "azure-policy:fa298e57-9444-42ba-bf04-86e8470e32c7",
    ],
  },
  {
    why: "Certificates are made in the data plane of a vault: neither a program nor a state file shows them.",
    rules: [
      "azure-policy:0a075868-4c26-42ef-914c-5bc007359560",
      "azure-policy:1151cede-290b-4ba0-8b38-0ad145ac888f",
      "azure-policy:12ef42cb-9903-4e39-9c26-422d29570417",
      "azure-policy:8e826246-c976-48f6-b03e-619bb92b3d82",
      "azure-policy:a22f4a40-01d3-4c7d-8071-da157eeff341",
      "azure-policy:bd78111f-4953-4367-9fd5-7e08808b54bf",
      "azure-policy:cee51871-e572-4576-855c-047c820360f0",
      "azure-policy:d3e82b87-6673-410b-8501-1896b688b9a3",
      "azure-policy:f772fb64-8e40-40ad-87bc-7706e1949427",
    ],
  },
  {
    why: "It judges networks with gateways, machines or firewalls of their own. Here a network holds private endpoints and delegated subnets, and its groups close it (CS-0040, CS-0041, CS-0043).",
    rules: [
      "azure-policy:d416745a-506c-48b6-8ab1-83cb814bcaa3",
      "azure-policy:f1776c76-f58c-4245-a8d0-2b207198dc8b",
      "azure-policy:fc5e4038-4584-4632-8c85-c0448d374b2c",
      "psrule-azure:Azure.NSG.AKSRules",
      "psrule-azure:Azure.NSG.LateralTraversal",
      "psrule-azure:Azure.VNET.BastionSubnet",
      "psrule-azure:Azure.VNET.FirewallSubnet",
      "psrule-azure:Azure.VNET.FirewallSubnetNAT",
      "psrule-azure:Azure.VNET.PeerState",
    ],
  },
  {
    why: "It judges the subscription (Network Watcher, flow logs, Defender, DDoS), which is the landing zone's and outlives every stack. A person attests it.",
    rules: [
      "azure-policy:052c180e-287d-44c3-86ef-01aeae2d9774",
      "azure-policy:0db34a60-64f4-4bf6-bd44-f95c16cf34b9",
      "azure-policy:3e9965dc-cc13-47ca-8259-a4252fd0cf7b",
      "azure-policy:5e1cd26a-5090-4fdb-9d6a-84a90335e22d",
      "azure-policy:6d7c9ba4-b4b9-4d38-9e86-f1bc6b322bde",
      "azure-policy:94de2ad3-e0c1-4caf-ad78-5d47bbc83d3d",
      "azure-policy:a9b99dd8-06c5-4317-8629-9d86a3c6e7d9",
      "azure-policy:b6e2945c-0b7b-40f5-9233-7a5323b5cdc6",
      "azure-policy:cd6f7aff-2845-4dab-99f2-6d1754a754b0",
      "azure-policy:e920df7f-9a64-4066-9b58-52684c02a091",
      "prowler-azure:appinsights_ensure_is_configured",
      "prowler-azure:network_vnet_ddos_protection_enabled",
      "psrule-azure:Azure.Storage.Defender.DataScan",
      "psrule-azure:Azure.Storage.Defender.MalwareScan",
      "psrule-azure:Azure.Storage.DefenderCloud",
    ],
  },
  {
    why: "A registry in quarantine hands out no image until a scanner from outside approves it. Machine Learning builds the images here and pulls them at once; nothing approves them.",
    rules: ["checkov:CKV_AZURE_166", "psrule-azure:Azure.ACR.Quarantine"],
  },
  {
    why: "Azure refuses a name that breaks its rules, and conventions are the organisation's; the components name by one convention.",
    rules: [
      "checkov:CKV_AZURE_43",
      "psrule-azure:Azure.AI.FoundryNaming",
      "psrule-azure:Azure.AppInsights.Name",
      "psrule-azure:Azure.AppInsights.Naming",
      "psrule-azure:Azure.Group.Name",
      "psrule-azure:Azure.Group.Naming",
      "psrule-azure:Azure.Identity.UserAssignedName",
      "psrule-azure:Azure.KeyVault.KeyName",
      "psrule-azure:Azure.KeyVault.Name",
      "psrule-azure:Azure.KeyVault.SecretName",
      "psrule-azure:Azure.Log.Name",
      "psrule-azure:Azure.Log.Naming",
      "psrule-azure:Azure.NSG.Name",
      "psrule-azure:Azure.NSG.Naming",
      "psrule-azure:Azure.PrivateEndpoint.Name",
      "psrule-azure:Azure.Route.Name",
      "psrule-azure:Azure.Route.Naming",
      "psrule-azure:Azure.Storage.Name",
      "psrule-azure:Azure.Storage.Naming",
      "psrule-azure:Azure.VNET.Name",
      "psrule-azure:Azure.VNET.Naming",
      "psrule-azure:Azure.VNET.SubnetName",
      "psrule-azure:Azure.VNET.SubnetNaming",
    ],
  },
];

/** What stands for a public rule here: one of ours, or the reason why none does. */
export type Coverage = { readonly rule: string } | { readonly why: string };

const byPublicRule: ReadonlyMap<string, Coverage> = new Map<string, Coverage>([
  ...notCovered.flatMap(({ why, rules: ids }) => ids.map((id) => [id, { why }] as const)),
  ...Object.entries(twins).map(([id, rule]) => [id, { rule }] as const),
  ...rules.flatMap(({ id: rule, covers }) => covers.map((id) => [id, { rule }] as const)),
]);

/** What stands for a public rule, e.g. `checkov:CKV_AZURE_236`; undefined for one that nobody looked at. */
export function coverageOf(publicRule: string): Coverage | undefined {
  return byPublicRule.get(publicRule);
}
