import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { apiHttpsOnly as rule } from "./apimanagement-api-https-only";

const api = (inputs: object) => [resource(azure.apiManagementApi[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "https alone": api({ protocols: ["https"] }), "the default is https": api({}) },
  fail: { "http as well": [api({ protocols: ["https", "http"] }), 'lists "http"'] },
};
