import { expect, it } from "vitest";
import { isoDays, spanDays } from "./durations";

it.each([
  ["P90D", 90],
  ["P2Y", 730],
  ["P1Y6M", 545],
  ["P", undefined],
  ["90 days", undefined],
  [undefined, undefined],
])("reads %s as %s days", (duration, days) => {
  expect(isoDays(duration)).toBe(days);
});

it.each([
  ["7.00:00:00", 7],
  ["0.12:00:00", 0.5],
  ["7 days", undefined],
])("reads the span %s as %s days", (span, days) => {
  expect(spanDays(span)).toBe(days);
});
