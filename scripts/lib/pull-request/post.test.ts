import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { marker } from "../../reports/pull-request/comment";
import { postComment, type PullRequest } from "./post";

interface Comment {
  id: number;
  body: string;
  user: { login: string };
}
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}
type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body: unknown };

const head = "a".repeat(40);
const bot = { login: "github-actions[bot]" };

/** As much of GitHub's API as a comment needs, with pages as GitHub cuts them. */
class FakeGitHub {
  readonly asked: Asked[] = [];
  /** Answers that are given before the proper ones. */
  readonly first: Answer[] = [];
  private readonly server: http.Server;

  constructor(readonly comments: Comment[]) {
    this.server = http.createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        const { method = "", url = "" } = request;
        this.asked.push({ method, path: url, authorization: request.headers.authorization, body });
        const answer = this.first.shift() ?? this.answer(method, new URL(url, "http://x"), body);
        response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
        response.end(JSON.stringify(answer.body));
      });
    });
  }

  async open(): Promise<PullRequest> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const { port } = this.server.address() as AddressInfo;
    return {
      api: `http://127.0.0.1:${port}`,
      repository: "contoso/platform",
      number: 7,
      token: "s3cret-token",
      author: bot.login,
    };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) =>
      this.server.close(() => {
        done();
      }),
    );
  }

  writes(): readonly string[] {
    return this.asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  }

  private answer(method: string, url: URL, body: string): Answer {
    const text = (): string => (JSON.parse(body) as { body: string }).body;
    if (method === "GET" && url.pathname === "/repos/contoso/platform/pulls/7")
      return { status: 200, body: { head: { sha: head }, state: "open" } };
    if (method === "GET" && url.pathname === "/repos/contoso/platform/issues/7/comments") {
      const size = Number(url.searchParams.get("per_page"));
      const page = Number(url.searchParams.get("page"));
      return { status: 200, body: this.comments.slice((page - 1) * size, page * size) };
    }
    if (method === "POST" && url.pathname === "/repos/contoso/platform/issues/7/comments") {
      const comment = { id: this.comments.length + 1, body: text(), user: bot };
      this.comments.push(comment);
      return { status: 201, body: comment };
    }
    const id = /^\/repos\/contoso\/platform\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1];
    const found = this.comments.find((comment) => String(comment.id) === id);
    if (method === "PATCH" && found) {
      found.body = text();
      return { status: 200, body: found };
    }
    return { status: 404, body: { message: "Not Found" } };
  }
}

const others = (number: number, login = "somebody", body = "looks good"): Comment[] =>
  Array.from({ length: number }, (_, index) => ({ id: 1000 + index, body, user: { login } }));

describe("the comment of a pull request", () => {
  let github: FakeGitHub;
  afterEach(() => github.close());

  it("is created once and edited from then on", async () => {
    github = new FakeGitHub(others(3));
    const to = await github.open();
    expect(await postComment(to, `${marker}\none`, { create: true })).toBe("created");
    expect(await postComment(to, `${marker}\ntwo`, { create: true })).toBe("updated");
    expect(await postComment(to, `${marker}\ntwo\n`, { create: true })).toBe("unchanged");
    expect(github.comments.filter(({ body }) => body.startsWith(marker))).toMatchObject([
      { body: `${marker}\ntwo` },
    ]);
  });

  it("is found behind hundreds of others", async () => {
    const own = { id: 5, body: `${marker}\nold`, user: bot };
    github = new FakeGitHub([...others(250), own, ...others(3)]);
    const to = await github.open();
    expect(await postComment(to, `${marker}\nnew`, { create: true })).toBe("updated");
    expect(own.body).toBe(`${marker}\nnew`);
    expect(github.writes()).toEqual(["PATCH /repos/contoso/platform/issues/comments/5"]);
  });

  it("looks at every page, also where the last one is full", async () => {
    github = new FakeGitHub(others(200));
    expect(await postComment(await github.open(), `${marker}\nnew`, { create: true })).toBe("created");
    expect(github.asked.filter(({ method }) => method === "GET")).toHaveLength(3);
  });

  it("never edits what somebody else wrote with the same marker, nor a quotation of it", async () => {
    github = new FakeGitHub([
      ...others(1, "mallory", `${marker}\nno changes at all`),
      { id: 6, body: `> ${marker}`, user: bot },
    ]);
    expect(await postComment(await github.open(), `${marker}\nnew`, { create: true })).toBe("created");
    expect(github.comments[0]?.body).toBe(`${marker}\nno changes at all`);
  });

  it("says no changes in a comment that is there, and makes none for it", async () => {
    github = new FakeGitHub(others(2));
    const to = await github.open();
    expect(await postComment(to, `${marker}\nno changes`, { create: false })).toBe("not needed");
    expect(github.writes()).toEqual([]);
  });

  it("refuses a report of another commit", async () => {
    github = new FakeGitHub([]);
    const to = await github.open();
    const post = postComment(to, `${marker}\nnew`, { create: true, head: "b".repeat(40) });
    await expect(post).rejects.toThrow(`pull request 7 stands at ${head}`);
    expect(github.writes()).toEqual([]);
    expect(await postComment(to, `${marker}\nnew`, { create: true, head })).toBe("created");
  });

  it("asks again where GitHub is busy, and gives up with its reason and without the token", async () => {
    github = new FakeGitHub([]);
    const to = await github.open();
    github.first.push(
      { status: 502, body: {} },
      { status: 403, headers: { "retry-after": "1" }, body: { message: "secondary rate limit" } },
    );
    expect(await postComment(to, `${marker}\nnew`, { create: true, wait: 1 })).toBe("created");
    github.first.push({ status: 403, body: { message: "Resource not accessible by integration" } });
    const refused = await postComment(to, `${marker}\nnew`, { create: true, wait: 1 }).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toContain("403 Resource not accessible by integration");
    expect(JSON.stringify(refused)).not.toContain(to.token);
    expect(String(refused)).not.toContain(to.token);
    expect(github.asked.every(({ authorization }) => authorization === `Bearer ${to.token}`)).toBe(true);
  });
});
