import type { AwsType } from "../resource-type";

export const secretsmanager: readonly AwsType[] = [
  {
    token: "aws:secretsmanager/secret:Secret",
    noun: "Secrets Manager Secret",
    called: "{name}",
    service: "Secrets Manager",
    operations: ["CreateSecret", "UpdateSecret", "DeleteSecret"],
    id: "{arn}",
    autoName: { property: "name", max: 512 },
    forceNew: ["name", "namePrefix", "type"],
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
    optional: { namePrefix: "", replicas: [] },
    // Six random characters end the ARN, so that a secret of the same name is another one.
    computed: { arn: "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{base36_6:id}" },
    conflicts: [["name", "namePrefix"]],
    policies: ["policy"],
    missing: [400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."],
  },
];
