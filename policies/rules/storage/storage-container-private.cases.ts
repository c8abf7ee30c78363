import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageContainerPrivate as rule } from "./storage-container-private";

const container = (inputs: object) => [resource(azure.blobContainer[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { private: container({ publicAccess: "None" }), "private by default": container({}) },
  fail: {
    "blobs are public": [container({ publicAccess: "Blob" }), 'must be "None"'],
    "the list is public, too": [container({ publicAccess: "Container" }), 'is "Container"'],
  },
};
