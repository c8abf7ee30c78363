import { describe, expect, it } from "vitest";
import { componentsOf, interfacesOf, parseSource } from "./component-source";

const text = `
/** Where it stands. */
interface Placement {
  /** Azure region. */
  readonly location: string;
}
/** A lid. */
export interface Lid {
  /** Its colour. */
  readonly colour: string;
}
/** Not an argument of the box. */
export interface Unused { readonly x: number }
/** Arguments of a {@link Box}. */
export interface BoxArgs extends Placement {
  /** What closes it. */
  readonly lid: Lid;
  /**
   * How many fit in,
   * counted in dozens.
   * @default 12
   */
  readonly room?: number;
}
/**
 * A box. It holds things.
 *
 * A second paragraph.
 */
export class Box extends pulumi.ComponentResource {
  /** ARM ID of the box. */
  public readonly id: pulumi.Output<string>;
  private readonly hidden: string;
  constructor(name: string, args: BoxArgs) { super("cornerstone:index:Box", name, args); }
}
export class Chain {}
`;

describe("the source of a component", () => {
  const source = parseSource("box.ts", text);
  const interfaces = interfacesOf(source);
  const components = componentsOf(source, (name) => interfaces.find((node) => node.name.text === name));

  it("is every class that extends ComponentResource, with its token and its description", () => {
    expect(components.map(({ name }) => name)).toEqual(["Box"]);
    expect(components[0]).toMatchObject({
      token: "cornerstone:index:Box",
      description: "A box. It holds things.\n\nA second paragraph.",
    });
  });

  it("tells inputs, inherited ones last, with their defaults, and public outputs", () => {
    expect(components[0]?.inputs).toEqual([
      { name: "lid", type: "Lid", optional: false, description: "What closes it.", byDefault: undefined },
      {
        name: "room",
        type: "number",
        optional: true,
        description: "How many fit in, counted in dozens.",
        byDefault: "12",
      },
      {
        name: "location",
        type: "string",
        optional: false,
        description: "Azure region.",
        byDefault: undefined,
      },
    ]);
    expect(components[0]?.outputs.map(({ name }) => name)).toEqual(["id"]);
  });

  it("tells the types that inputs are made of, and no others", () => {
    expect(components[0]?.types.map(({ name }) => name)).toEqual(["Lid"]);
  });
});
