/** The parts of the ARM ID of a resource that components name it by. */
export interface ArmIdParts {
  readonly resourceGroupName: string;
  /** Last name of the ID. */
  readonly name: string;
}

/**
 * Takes the ARM ID of a resource apart.
 *
 * @throws RangeError for what is no ARM ID of a resource in a resource group
 */
export function armIdParts(id: string): ArmIdParts {
  const [, resourceGroupName, name] =
    /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/.*\/([^/]+)$/i.exec(id) ?? [];
  if (resourceGroupName !== undefined && name !== undefined) return { resourceGroupName, name };
  throw new RangeError(`"${id}" is not the ARM ID of a resource in a resource group`);
}
