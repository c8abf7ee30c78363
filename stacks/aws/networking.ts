import type { EncryptionKey } from "../../components/aws/encryption-key";
import { FlowLog } from "../../components/aws/flow-log";
import { PrivateNetwork } from "../../components/aws/private-network";
import { ServiceEndpoints } from "../../components/aws/service-endpoints";
import { namesOf } from "./names";
import type { AwsSite } from "./site";

/** The private network, the endpoints in it, and the log of its flows. */
export function createNetworking(site: AwsSite, key: EncryptionKey): void {
  const { config, prefix, place, inPlatform } = site;
  const { addressSpace, availabilityZones, callers } = config.aws.network;
  const { logGroup, role } = namesOf(site);
  const network = new PrivateNetwork(
    `${prefix}-network`,
    { ...place, addressSpace, availabilityZones },
    inPlatform,
  );
  new ServiceEndpoints(
    `${prefix}-endpoints`,
    { ...place, network, callers: [addressSpace, ...callers] },
    inPlatform,
  );
  new FlowLog(
    `${prefix}-flows`,
    {
      ...place,
      network,
      groupName: logGroup("flows"),
      roleName: role("flow-log"),
      keyArn: key.arn,
      retentionDays: config.operations.logRetentionDays,
      protected: site.protected,
    },
    inPlatform,
  );
}
