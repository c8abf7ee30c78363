import type { ResourceNode, Urn } from "./types";

/** What must be there before `node`: its parent, its provider and its dependencies. */
export function prerequisites(node: ResourceNode): Urn[] {
  const provider = node.provider?.slice(0, node.provider.lastIndexOf("::"));
  return [
    ...(node.parent === undefined ? [] : [node.parent]),
    ...(provider === undefined ? [] : [provider]),
    ...node.dependencies,
  ];
}

/**
 * The resources with everything that a resource needs before it, ties broken by URN: the same order in every run, whatever
 * the order of registration was. A resource on a cycle comes where the cycle is first met.
 */
export function inStableOrder(nodes: readonly ResourceNode[]): ResourceNode[] {
  const byUrn = new Map(nodes.map((node) => [node.urn, node]));
  const sorted = [...byUrn.keys()].sort();
  const entered = new Set<Urn>();
  const ordered: ResourceNode[] = [];

  for (const root of sorted) {
    // An explicit stack: a chain of dependencies may be longer than the call stack is deep.
    const stack: { urn: Urn; done: boolean }[] = [{ urn: root, done: false }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const node = byUrn.get(top.urn);
      if (node === undefined) {
        continue;
      }
      if (top.done) {
        ordered.push(node);
      } else if (!entered.has(top.urn)) {
        entered.add(top.urn);
        stack.push({ urn: top.urn, done: true });
        for (const urn of prerequisites(node).reverse()) {
          stack.push({ urn, done: false });
        }
      }
    }
  }
  return ordered;
}
