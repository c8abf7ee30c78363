import { stringAt } from "../arm/json";
import { AwsError } from "../aws/error";
import type { LocalCloud } from "../cloud";
import { converse, loggingConfiguration, logStreams, type Arrivals } from "./aws-models";
import { describedResource } from "./aws-resources";
import { AwsSessions, type AwsCaller } from "./aws-sessions";
import { jsonOf, type FaceRequest, type Handler, type Reply } from "./http";
import type { Tokens } from "./tokens";

/**
 * AWS as its own clients ask it: sessions of roles (STS), what stands (Cloud Control), models (Bedrock), whether logs arrive
 * (CloudWatch Logs). One address for all services; what a request says tells which is meant.
 */
export function awsFace(cloud: LocalCloud, tokens: Tokens): Handler {
  const sessions = new AwsSessions(cloud, tokens);
  const arrivals: Arrivals = new Map();
  return (request) => {
    try {
      return answer(request, { cloud, sessions, arrivals });
    } catch (error) {
      if (error instanceof AwsError) return refused(error, request);
      throw error;
    }
  };
}

interface State {
  readonly cloud: LocalCloud;
  readonly sessions: AwsSessions;
  readonly arrivals: Arrivals;
}

function answer(request: FaceRequest, state: State): Reply {
  const { method, path, headers } = request;
  const { cloud, sessions, arrivals } = state;
  const form = isForm(request) ? new URLSearchParams(request.body) : undefined;
  if (form?.get("Action") === "AssumeRoleWithWebIdentity") return sessions.assume(form);
  const caller = sessions.caller(request);
  const aws = cloud.aws.at(caller.place);
  const model = /^\/model\/([^/]+)\/converse$/.exec(path)?.[1];
  if (method === "POST" && model !== undefined)
    return converse(decodeURIComponent(model), jsonOf(request), caller, state);
  requireOperator(caller);
  if (method === "GET" && path === "/logging/modelinvocations")
    return { status: 200, body: loggingConfiguration(aws) };
  const body = jsonOf(request);
  if (headers["x-amz-target"] === "CloudApiService.GetResource") {
    const [TypeName = "", Identifier = ""] = [stringAt(body, "TypeName"), stringAt(body, "Identifier")];
    const properties = JSON.stringify(describedResource(TypeName, Identifier, aws));
    return { status: 200, body: { TypeName, ResourceDescription: { Identifier, Properties: properties } } };
  }
  if (headers["x-amz-target"] === "Logs_20140328.DescribeLogStreams")
    return { status: 200, body: logStreams(stringAt(body, "logGroupName") ?? "", aws, arrivals) };
  throw new AwsError(
    400,
    "UnknownOperationException",
    `${method} ${path} is not answered by the local cloud.`,
  );
}

/** Sessions of roles call models; settings are read by whoever runs the cloud. */
function requireOperator({ role }: AwsCaller): void {
  if (role)
    throw new AwsError(
      403,
      "AccessDeniedException",
      `User: ${role.session} is not authorized to perform this action`,
    );
}

/** A refusal in the form of the service that is asked. */
function refused({ status, code, detail }: AwsError, request: FaceRequest): Reply {
  if (isForm(request))
    return {
      status,
      xml: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(detail)}</Message></Error></ErrorResponse>`,
    };
  return {
    status,
    headers: { "x-amzn-errortype": code },
    body: { __type: code, message: detail, Message: detail },
  };
}

function isForm({ headers }: FaceRequest): boolean {
  return headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
