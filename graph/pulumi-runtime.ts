/**
 * The parts of the Pulumi SDK's runtime that isolate one program from another, and that its typings leave out. The SDK's
 * own Automation API runs inline programs by the same means (automation/server.js); the SDK's version is pinned, and the
 * tests of `run-program.ts` fail when an upgrade changes any of this.
 */
import { CallbackServer } from "@pulumi/pulumi/runtime/callbacks";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";

/** What the SDK keeps for one program: one object a run, found through `globalThis.asyncLocalStorage`. */
export interface RuntimeStore {
  readonly settings: {
    monitor?: unknown;
    engine?: unknown;
    options: {
      project: string;
      stack: string;
      organization: string;
      dryRun: boolean;
      parallel: number;
      monitorAddr: string;
      engineAddr: string;
    };
  };
  callbacks?: unknown;
  /** Resources whose registration still waits for something, and for what. */
  readonly pendingResourceRegistrations: ReadonlyMap<unknown, PendingRegistration>;
}

export interface PendingRegistration {
  readonly type?: string;
  readonly name?: string;
  /** `dependencies`, `inputs`, `parent`, `provider` or `dependency-urns`. */
  readonly phase: string;
  readonly inputProperty?: string;
}

interface Internals {
  readonly LocalStore: new () => object;
  readonly withLocalStorage: <T>(callback: () => T) => T;
  readonly getStore: () => RuntimeStore;
  readonly waitForRPCs: () => Promise<void>;
}

const internals = { ...state, ...settings } as unknown as Internals;

/** The store of a program, new: what `withLocalStorage` makes for each call. */
export const LocalStore = internals.LocalStore;
/** Runs `callback` with a store of its own. Everything asynchronous that it starts keeps that store. */
export const withLocalStorage = internals.withLocalStorage;
export const getStore = internals.getStore;
/** Resolves when every registration, invoke and log that the current program started has been answered. */
export const waitForRPCs = internals.waitForRPCs;

/** A callback registered by the program (transform, hook): takes and gives a serialised protobuf message. */
export type RuntimeCallback = (request: Uint8Array) => Promise<{ serializeBinary(): Uint8Array }>;

/**
 * The SDK's callback server without the server: it registers transforms and hooks with `monitor`, which calls them
 * directly instead of through a local port.
 */
export function inProcessCallbacks(monitor: object): {
  readonly server: object;
  readonly callbacks: ReadonlyMap<string, RuntimeCallback>;
} {
  const callbacks = new Map<string, RuntimeCallback>();
  const server: object = Object.assign(Object.create(CallbackServer.prototype) as object, {
    _callbacks: callbacks,
    _pendingRegistrations: 0,
    _awaitQueue: [],
    _monitor: monitor,
    _target: Promise.resolve("in-process"),
    shutdown: () => undefined,
  });
  return { server, callbacks };
}
