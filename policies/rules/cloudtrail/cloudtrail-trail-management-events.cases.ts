import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudtrailTrailManagementEvents as rule } from "./cloudtrail-trail-management-events";

const advanced = (...fields: object[]) => [
  resource(aws.trail[0], {
    advancedEventSelectors: [{ fieldSelectors: fields.map((each) => ({ ...each })) }],
  }),
];
const basic = (selector: object) => [resource(aws.trail[0], { eventSelectors: [{ ...selector }] })];
const management = { field: "eventCategory", equals: ["Management"] };

export const cases: RuleCases = {
  rule,
  pass: {
    "what a trail records by itself": [resource(aws.trail[0], {})],
    "an advanced selector": advanced(management),
    "a basic one": basic({ readWriteType: "All", includeManagementEvents: true }),
  },
  fail: {
    "data events alone": [
      advanced({ field: "eventCategory", equals: ["Data"] }),
      "leave management events out",
    ],
    "writes alone": [
      advanced(management, { field: "readOnly", equals: ["false"] }),
      "leave management events out",
    ],
    "some services alone": [
      advanced(management, { field: "eventSource", notEquals: ["bedrock.amazonaws.com"] }),
      "leave management events out",
    ],
    "basic, writes alone": [basic({ readWriteType: "WriteOnly" }), "leave management events out"],
    "basic, without them": [basic({ includeManagementEvents: false }), "leave management events out"],
  },
};
