import { Secret, Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws, awsProviderType, azure, stackType } from "../../types";
import { iamNoLongLivedCredential as rule } from "./iam-no-long-lived-credential";

const stack = resource(stackType, {}, { custom: false, name: "stack" });
const key = resource(aws.accessKey[0], { user: "bot" }, { name: "key" });
const named = (value: string) => resource(azure.apiManagementNamedValue[0], { value: new Secret(value) });
// Cut in two, so that no scanner takes this file for a leak.
const accessKey = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

export const cases: RuleCases = {
  rule,
  pass: {
    "a stack without any": [stack, resource(aws.role[0], {}, { name: "role" })],
    "a provider by web identity": [
      resource(awsProviderType, { assumeRoleWithWebIdentity: { roleArn: "arn" } }),
    ],
    "an application without a secret": [
      resource("azuread:index/application:Application", { displayName: "ci" }),
    ],
    "a value that is none": [named("https://bedrock-runtime.eu-central-1.amazonaws.com")],
  },
  fail: {
    "an access key": [[key], "it is an access key"],
    "a user": [[resource(aws.user[0], {})], "it is a user"],
    "a password": [[resource(aws.loginProfile[0], {})], "it is a password"],
    "a key of Bedrock": [
      [resource(aws.serviceCredential[0], { serviceName: "bedrock.amazonaws.com" })],
      "a credential of one service",
    ],
    "a client secret of Entra ID": [
      [resource("azuread:index/applicationPassword:ApplicationPassword", {})],
      "a client secret",
    ],
    "a secret in an application": [
      [resource("azuread:index/application:Application", { password: { displayName: "ci" } })],
      "its password is a client secret",
    ],
    "a certificate of an application": [
      [resource("azuread:index/applicationCertificate:ApplicationCertificate", {})],
      "a certificate of an application",
    ],
    "a provider by access key": [
      [resource(awsProviderType, { accessKey, secretKey: new Secret("s") })],
      "it works by an access key",
    ],
    "a value of the gateway": [[named(accessKey)], "value holds an access key of AWS"],
    "a secret of a vault": [
      [resource(azure.secret[0], { properties: { value: new Secret(accessKey) } })],
      "properties.value holds an access key",
    ],
  },
  notApplicable: { "a stack with one": [stack, key] },
  unknown: {
    "a value that is not known yet": [
      resource(azure.apiManagementNamedValue[0], { value: new Unknown("preview") }),
    ],
  },
};
