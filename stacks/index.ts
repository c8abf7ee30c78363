import { program } from "./program";

/** What plain `pulumi up` runs. */
export = () => program();
