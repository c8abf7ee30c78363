import type { Framework } from "./framework";

/** Controls of the Microsoft cloud security benchmark, with those on artificial intelligence that version 2 added. */
export const mcsb: Framework = {
  title: "Microsoft cloud security benchmark",
  version: "2",
  url: "https://learn.microsoft.com/security/benchmark/azure/overview",
  controls: {
    "AI-1": { title: "Ensure use of approved models" },
    "AI-2": { title: "Implement multi-layered content filtering" },
    "AI-4": { title: "Apply least privilege for agent functions" },
    "AI-6": { title: "Establish monitoring and detection" },
    "AM-1": { title: "Track asset inventory and their risks" },
    "AM-2": { title: "Use only approved services" },
    "BR-2": { title: "Protect backup and recovery data" },
    "DP-2": { title: "Monitor anomalies and threats targeting sensitive data" },
    "DP-3": { title: "Encrypt sensitive data in transit" },
    "DP-5": { title: "Use customer-managed key option in data at rest encryption when required" },
    "DP-6": { title: "Use a secure key management process" },
    "DP-8": { title: "Ensure security of key and certificate repository" },
    "IM-1": { title: "Use centralized identity and authentication system" },
    "IM-3": { title: "Manage application identities securely and automatically" },
    "IM-8": { title: "Restrict the exposure of credential and secrets" },
    "LT-3": { title: "Enable logging for security investigation" },
    "LT-5": { title: "Centralize security log management and analysis" },
    "LT-6": { title: "Configure log storage retention" },
    "NS-1": { title: "Establish network segmentation boundaries" },
    "NS-2": { title: "Secure cloud services with network controls" },
    "NS-10": { title: "Ensure Domain Name System (DNS) security" },
    "PA-1": { title: "Separate and limit highly privileged users" },
    "PA-7": { title: "Follow just enough administration (least privilege) principle" },
    "PV-2": { title: "Audit and enforce secure configurations" },
  },
};
