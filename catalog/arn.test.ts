import { expect, it } from "vitest";
import { parseArn } from "./arn";

it("parseArn reads parts that may be empty, and no other text", () => {
  expect(parseArn("arn:aws:s3:::bucket/key:1")).toMatchObject({
    region: "",
    account: "",
    resource: "bucket/key:1",
  });
  expect(parseArn("arn:azure:x")).toBeUndefined();
});
