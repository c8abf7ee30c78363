import { factsDirectory, readIndex } from "./load";
import { writeFacts } from "./generate";

// `npm install` runs this at each install (`prepare`): only a new SDK or a new reader of it is worth the seconds.
if (!readIndex()) writeFacts(factsDirectory);
