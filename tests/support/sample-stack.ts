/** A stack that uses every component: two regions, filters and blocklists, workloads that share a group. */
export const sampleStack = {
  environment: {
    name: "test",
    organization: "contoso",
    owner: "platform@contoso.example",
    region: "swedencentral",
    protected: true,
    tags: { costCenter: "4711" },
  },
  residency: {
    boundary: "eu",
    allowedRegions: ["swedencentral", "francecentral"],
    processing: "dataZone",
  },
  compliance: { frameworks: ["gdpr"] },
  network: { addressSpace: "10.40.0.0/20" },
  identity: {
    groups: {
      platformAdmins: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
      modelDevelopers: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a12",
      modelUsers: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a13",
      auditors: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a14",
    },
  },
  models: {
    accounts: [
      { name: "primary", region: "swedencentral" },
      { name: "second", region: "francecentral", kind: "OpenAI" },
    ],
    blocklists: [
      { name: "projects", items: [{ pattern: "blue harvest" }, { pattern: "pro[jJ]ect-\\d+", regex: true }] },
    ],
    contentFilters: [
      {
        name: "strict",
        prompt: { hate: "low", blocklists: ["projects"] },
        completion: { violence: "low", protectedCode: "annotate" },
      },
    ],
    deployments: [
      {
        name: "chat",
        account: "primary",
        model: "gpt-5.1",
        version: "2025-11-13",
        sku: "DataZoneStandard",
        capacity: 100,
        contentFilter: "strict",
      },
      {
        name: "embed",
        account: "primary",
        model: "text-embedding-3-large",
        version: "1",
        sku: "DataZoneStandard",
        capacity: 50,
      },
      {
        name: "chat-second",
        account: "second",
        model: "gpt-5.1",
        version: "2025-11-13",
        sku: "DataZoneStandard",
        capacity: 100,
        contentFilter: "strict",
      },
    ],
  },
  workloads: [
    {
      name: "customer-service",
      owner: "service@contoso.example",
      group: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a21",
      dataClassification: "confidential",
      federation: [
        {
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:contoso/service:environment:test",
        },
        { issuer: "https://oidc.example/cluster", subject: "system:serviceaccount:service:api" },
      ],
      models: [
        { deployment: "chat", share: 60 },
        { deployment: "chat-second", share: 60 },
      ],
      monthlyBudget: 5000,
    },
    {
      name: "marketing",
      owner: "marketing@contoso.example",
      // The same group: its role on the account must be asked for once.
      group: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a21",
      dataClassification: "internal",
      models: [
        { deployment: "chat", share: 20 },
        { deployment: "embed", share: 100 },
      ],
      monthlyBudget: 2000,
    },
  ],
  operations: {
    logRetentionDays: 365,
    alertEmails: ["platform@contoso.example"],
    monthlyBudget: 20000,
    retirementNoticeDays: 60,
    defender: { keyVaults: true },
  },
} as const;
