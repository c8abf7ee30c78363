import { operations, v1BackendId } from "../operations";
import { regionalPools, type ModelPool, type PoolMember } from "../plan";
import { choose, element, refuse, type Branch, type PolicyElement } from "./document";
import {
  counter,
  deploymentInPath,
  expression,
  inRegion,
  isOneOf,
  isV1,
  literal,
  modelInBody,
  variable,
} from "./expressions";

/** Answers that another deployment of the pool may not give. */
const worthAnother = expression("context.Response.StatusCode == 429 || context.Response.StatusCode >= 500");

/** Finds out which model is asked for, and the pool that answers; whatever the workload may not use is not there. */
export function choosePool(pools: readonly ModelPool[]): readonly PolicyElement[] {
  return [
    choose(
      [{ when: expression(isV1), then: [set("deployment", expression(modelInBody))] }],
      [set("deployment", expression(deploymentInPath))],
    ),
    choose(
      pools.map((pool) => ({
        when: expression(
          isOneOf(
            variable("deployment"),
            pool.members.map(({ deployment }) => deployment),
          ),
        ),
        then: [...namePool(pool), set("model", pool.model)],
      })),
      [
        refuse(
          404,
          "Not Found",
          "DeploymentNotFound",
          "This workload has no deployment of that name; GET /openai/v1/models lists the ones it has.",
        ),
      ],
    ),
  ];
}

/** A gateway in another region takes its own order where that differs. */
function namePool({ id, elsewhere = [] }: ModelPool): readonly PolicyElement[] {
  if (elsewhere.length === 0) return [set("pool", id)];
  const others = elsewhere.map((other) => ({
    when: expression(inRegion(other.region)),
    then: [set("pool", other.id)],
  }));
  return [choose(others, [set("pool", id)])];
}

/** A backend's own address ends with the deployment: what is left of the path is the call. */
export function shortenPath(): PolicyElement {
  return choose(
    operations.flatMap(({ id, deploymentPath }) =>
      deploymentPath === undefined
        ? []
        : [
            {
              when: expression(`context.Operation.Id == ${literal(id)}`),
              then: [element("rewrite-uri", { template: deploymentPath, "copy-unmatched-params": "true" })],
            },
          ],
    ),
  );
}

/**
 * Sends the call on. Where the path names the deployment, API Management's own pool balances and spills over. A v1 call
 * names its deployment in the body, which a pool cannot change with the member it picks: there the policy itself goes from
 * member to member, in the pool's order.
 *
 * @param lastResort what is done when every member of a pool has failed
 * @param isAwaited a condition under which the whole answer is awaited before it is sent on
 */
export function forward(
  pools: readonly ModelPool[],
  lastResort: (pool: ModelPool) => readonly PolicyElement[] = () => [],
  isAwaited?: string,
): PolicyElement {
  const send =
    isAwaited === undefined
      ? stream
      : choose([{ when: expression(isAwaited), then: [awaitAnswer] }], [stream]);
  const throughPool = (pool: ModelPool) =>
    attempts(pool, [element("set-backend-service", { "backend-id": pool.id }), send]);
  const tryInTurn = (pool: ModelPool) => inTurn(pool, send);
  return choose(
    pools.flatMap((pool) => [
      branch(pool, isV1, tryInTurn, lastResort(pool)),
      branch(pool, `!${isV1}`, throughPool, lastResort(pool)),
    ]),
  );
}

/** What calls of one style do, in the order of the region that takes them. */
function branch(
  home: ModelPool,
  style: string,
  go: (pool: ModelPool) => PolicyElement,
  lastResort: readonly PolicyElement[],
): Branch {
  const pools = regionalPools(home);
  const isPool = ({ id }: ModelPool) => isOneOf(variable("pool"), [id]);
  const any = pools.map(isPool).join(" || ");
  const turns =
    pools.length === 1
      ? [go(home)]
      : [choose(pools.map((pool) => ({ when: expression(isPool(pool)), then: [go(pool)] })))];
  return {
    when: expression(`${pools.length === 1 ? any : `(${any})`} && ${style}`),
    then: [...turns, ...lastResort],
  };
}

/** Streams the answer as it comes; keeps the request, so that it can be sent once more. */
const stream = sendOn("false");
const awaitAnswer = sendOn("true");

function sendOn(bufferResponse: "true" | "false"): PolicyElement {
  return element("forward-request", {
    timeout: "240",
    "buffer-request-body": "true",
    "buffer-response": bufferResponse,
  });
}

/** One attempt for each member: each failure opens a circuit breaker or moves on to the next one. */
function attempts({ members }: ModelPool, steps: readonly PolicyElement[]): PolicyElement {
  return element(
    "retry",
    {
      condition: worthAnother,
      count: String(members.length - 1 || 1),
      interval: "0",
      "first-fast-retry": "true",
    },
    ...steps,
  );
}

function inTurn(pool: ModelPool, send: PolicyElement): PolicyElement {
  const { members } = pool;
  return attempts(pool, [
    set("attempt", expression(`${counter("attempt", -1)} + 1`)),
    choose(attemptBranches(members)),
    send,
  ]);
}

/**
 * Which member takes which attempt. Members of equal priority take turns by weight: a number from 0 to 99 that follows
 * from the request's ID decides who is first.
 */
function attemptBranches(members: readonly PoolMember[]): readonly Branch[] {
  const priorities = [...new Set(members.map(({ priority }) => priority))];
  let offset = 0;
  return priorities.flatMap((priority) => {
    const peers = members.filter((member) => member.priority === priority);
    const first = offset;
    offset += peers.length;
    const starts = rangesOf(peers);
    return starts.flatMap(([from, to], start) =>
      peers.map((_, step) => {
        const { deployment } = peers[(start + step) % peers.length] as PoolMember;
        const turn = peers.length > 1 ? ` && ${turnOf} >= ${from} && ${turnOf} < ${to}` : "";
        return {
          when: expression(`${counter("attempt", 0)} == ${first + step}${turn}`),
          then: [
            element("set-backend-service", { "backend-id": v1BackendId(deployment) }),
            element("set-body", {}, bodyFor(deployment)),
          ],
        };
      }),
    );
  });
}

const turnOf = counter("turn", 0);

/** Draws the number that decides which of several equal members comes first. */
export const drawTurn: PolicyElement = set(
  "turn",
  expression("Math.Abs(context.RequestId.GetHashCode() % 100)"),
);

function rangesOf(peers: readonly PoolMember[]): readonly (readonly [from: number, to: number])[] {
  const sum = peers.reduce((total, { weight }) => total + weight, 0);
  let reached = 0;
  return peers.map(({ weight }) => {
    const from = Math.round((100 * reached) / sum);
    reached += weight;
    return [from, Math.round((100 * reached) / sum)];
  });
}

/**
 * The body of a v1 call for another deployment. A response is never stored: it would lie in one account of the pool for
 * 30 days, and the next call may go to another one.
 */
function bodyFor(deployment: string): string {
  return [
    "@{",
    "var body = context.Request.Body.As<JObject>(preserveContent: true);",
    `body["model"] = ${literal(deployment)};`,
    'if (context.Operation.Id == "v1-responses") { body["store"] = false; }',
    "return body.ToString();",
    "}",
  ].join(" ");
}

function set(name: string, value: string): PolicyElement {
  return element("set-variable", { name, value });
}
