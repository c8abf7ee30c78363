import { sdkPackages } from "./format";
import { factsDirectoryOf, readIndex } from "./load";
import { writeFacts } from "./generate";
import { installedOrigin } from "./origin";

// `npm install` runs this at each install (`prepare`): only a new SDK or a new reader of it is worth the seconds.
for (const pkg of sdkPackages) {
  const directory = factsDirectoryOf(pkg);
  if (!readIndex(directory, installedOrigin(pkg))) writeFacts(directory, pkg);
}
