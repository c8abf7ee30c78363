import { afterEach, describe, expect, it } from "vitest";
import { bot, FakeGitHub, head, type Comment } from "../../../tests/support/fake-github";
import { marker } from "../../reports/pull-request/comment";
import { postComment } from "./post";

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
