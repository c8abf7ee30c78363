import type junit from "junit-report-builder";
import { lazily } from "./lazy";

/** A report in JUnit's format, empty. The library loads when one is asked for, which most runs never do. */
export function newJUnitReport(): ReturnType<typeof junit.newBuilder> {
  return (lazily(__filename, "junit-report-builder") as typeof junit).newBuilder();
}
