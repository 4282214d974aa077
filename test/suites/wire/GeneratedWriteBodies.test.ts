import { describe, it } from "@effect/vitest"
import { bodyProperties, survivesText } from "../../support/bodyProperties.ts"
import { writeBodies } from "../../support/generatedWriteBodies.ts"
import { runs } from "../../support/properties.ts"

describe("any write body of any version", () => {
  for (const { holds, runs: count, title } of bodyProperties("write")) {
    it.prop(title, { body: writeBodies }, ({ body }) => holds(body), runs(count))
  }
})

it.prop(
  "a write body survives its own text: no value is one that JSON cannot hold",
  { body: writeBodies },
  ({ body }) => survivesText("write", body),
  runs(100),
)
