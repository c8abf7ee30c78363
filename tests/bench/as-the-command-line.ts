import { deferSdk } from "../../scripts/lib/deferred-sdk";

// Imported before everything else: what a stock program loads is loaded only there.
if (!process.argv.includes("accounts-stock")) deferSdk();
