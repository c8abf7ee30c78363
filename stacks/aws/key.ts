import { EncryptionKey } from "../../components/aws/encryption-key";
import { namesOf } from "./names";
import type { AwsSite } from "./site";

/** The key of everything that the platform keeps on AWS. */
export function createKey(site: AwsSite): EncryptionKey {
  const { prefix, place, inPlatform } = site;
  const { trail, logGroups } = namesOf(site);
  return new EncryptionKey(
    `${prefix}-key`,
    { ...place, alias: prefix, trailName: trail, logGroups, protected: site.protected },
    inPlatform,
  );
}
