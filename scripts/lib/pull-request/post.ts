import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { marker } from "../../reports/pull-request/comment";
import { exitCode, Failure } from "../failure";

/** A pull request on GitHub, and how to reach it. */
export interface PullRequest {
  /** `https://api.github.com`, or that of an Enterprise Server. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
  /** Whose comment is ours: anybody may write a marker. */
  readonly author: string;
}

export interface PostOptions {
  /** False only updates: a comment that says "no changes" is worth an edit, not a notification. */
  readonly create: boolean;
  /** Head of the pull request that the report is of; any other means that the report is outdated, or not of it. */
  readonly head?: string | undefined;
  /** Milliseconds before the first repetition of a request that GitHub asks to repeat. Default 1000. */
  readonly wait?: number;
}

export type Posted = "created" | "updated" | "unchanged" | "not needed";

const comments = z.array(
  z.object({
    id: z.int(),
    body: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
  }),
);
const pull = z.object({ head: z.object({ sha: z.string() }), state: z.string() });

const perPage = 100;
const mostPages = 100;
const attempts = 4;

/** Puts the one comment of a pull request in place: edits the one that is there, wherever in the conversation it stands. */
export async function postComment(to: PullRequest, body: string, options: PostOptions): Promise<Posted> {
  const send = client(to, options.wait ?? 1000);
  const { repository, number } = to;
  if (options.head !== undefined) {
    const { head } = pull.parse(await send("GET", `/repos/${repository}/pulls/${number}`));
    if (head.sha !== options.head)
      throw new Failure(
        `the report is of ${options.head}, and pull request ${number} stands at ${head.sha}`,
        exitCode.usage,
        "Nothing was posted: the run of the newer commit posts its own.",
      );
  }
  const own = await findOwn(to, send);
  if (own?.body?.trim() === body.trim()) return "unchanged";
  if (own) {
    await send("PATCH", `/repos/${repository}/issues/comments/${own.id}`, { body });
    return "updated";
  }
  if (!options.create) return "not needed";
  await send("POST", `/repos/${repository}/issues/${number}/comments`, { body });
  return "created";
}

type Send = (method: string, path: string, body?: object) => Promise<unknown>;

async function findOwn(
  { repository, number, author }: PullRequest,
  send: Send,
): Promise<z.infer<typeof comments>[number] | undefined> {
  for (let page = 1; page <= mostPages; page++) {
    const path = `/repos/${repository}/issues/${number}/comments?per_page=${perPage}&page=${page}`;
    const found = comments.parse(await send("GET", path));
    const own = found.find(({ body, user }) => body?.startsWith(marker) === true && user?.login === author);
    if (own) return own;
    if (found.length < perPage) return undefined;
  }
  return undefined;
}

/** Requests to one API, repeated where it says that it is busy. The token is in no message. */
function client({ api, token }: PullRequest, wait: number): Send {
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${api.replace(/\/$/, "")}${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          "x-github-api-version": "2022-11-28",
          "user-agent": "cornerstone",
          authorization: `Bearer ${token}`,
          ...(body && { "content-type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A token must not follow to wherever an answer points.
        redirect: "error",
        signal: AbortSignal.timeout(30_000),
      }).catch((error: unknown) => {
        throw new Failure(`cannot reach ${new URL(api).host}`, exitCode.failed, undefined, { cause: error });
      });
      if (response.ok) return (await response.json()) as unknown;
      const text = await response.text();
      if (attempt < attempts && isBusy(response)) {
        const asked = Number(response.headers.get("retry-after"));
        await delay(asked > 0 ? Math.min(asked, 60) * wait : wait * 2 ** (attempt - 1));
        continue;
      }
      throw new Failure(
        `GitHub refuses ${method} ${path.replace(/\?.*/, "")}: ${response.status} ${messageIn(text)}`,
        exitCode.failed,
        response.status === 403 || response.status === 404
          ? "The token needs `pull-requests: write` in this repository; that of a fork's run never has it."
          : undefined,
      );
    }
  };
}

/** GitHub answers 403 with `retry-after` to who asks too often: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isBusy({ status, headers }: Response): boolean {
  return status === 429 || status >= 500 || (status === 403 && headers.has("retry-after"));
}

function messageIn(text: string): string {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(text)).message;
  } catch {
    return text.slice(0, 200);
  }
}
