import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { routeTable, routeTableAssociation as association } from "../types/ec2";
import { textOf, textsOf } from "./references";

/** Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. */
export const routeTables: AwsBehaviour = {
  types: [routeTable],
  beforeDelete: ({ id }, aws) => {
    const associated = aws.all(association).some(({ attributes }) => attributes["routeTableId"] === id);
    const routed = aws
      .all("aws:ec2/vpcEndpoint:VpcEndpoint")
      .some(({ attributes }) => textsOf(attributes["routeTableIds"]).includes(id));
    if (associated || routed) {
      throw new AwsError(
        400,
        "DependencyViolation",
        `The routeTable '${id}' has dependencies and cannot be deleted.`,
        { passes: true },
      );
    }
  },
};

/** A subnet has one route table. */
export const routeTableAssociations: AwsBehaviour = {
  types: [association],
  beforeWrite: ({ inputs, existing }, aws) => {
    const subnet = textOf(inputs, "subnetId");
    const other = aws
      .all(association)
      .find(
        ({ id, attributes }) => id !== existing?.id && subnet !== "" && attributes["subnetId"] === subnet,
      );
    if (other) {
      throw new AwsError(
        400,
        "Resource.AlreadyAssociated",
        `the specified association for route table ${textOf(inputs, "routeTableId")} conflicts with an existing association`,
      );
    }
  },
};
