import { describe, it } from "@effect/vitest"
import { bodyProperties, survivesText } from "../../support/bodyProperties.ts"
import { readBodies } from "../../support/generatedReadBodies.ts"
import { runs } from "../../support/properties.ts"

describe("any read body of any version", () => {
  for (const { holds, runs: count, title } of bodyProperties("read")) {
    it.prop(title, { body: readBodies }, ({ body }) => holds(body), runs(count))
  }
})

it.prop(
  "a read body survives its own text: no value is one that JSON cannot hold",
  { body: readBodies },
  ({ body }) => survivesText("read", body),
  runs(100),
)
