import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { PullRequest } from "../../scripts/lib/pull-request/post";

/** A comment as GitHub lists it. */
export interface Comment {
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

/** The commit that its pull request stands at, unless a test says another. */
export const head = "a".repeat(40);
/** Who comments with the token of a workflow. */
export const bot = { login: "github-actions[bot]" };

/** As much of GitHub's API as a comment needs, with pages as GitHub cuts them. */
export class FakeGitHub {
  readonly asked: Asked[] = [];
  /** Answers that are given before the proper ones. */
  readonly first: Answer[] = [];
  private readonly server: http.Server;

  constructor(
    readonly comments: Comment[],
    readonly sha: string = head,
  ) {
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
      return { status: 200, body: { head: { sha: this.sha }, state: "open" } };
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
