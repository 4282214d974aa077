import * as Effect from "effect/Effect"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { forEachPage } from "./copyDigest.ts"
import { namesOf, quoted } from "./moduleTable.ts"
import type { StageGround } from "./StageGround.ts"
import { asText } from "./storedValue.ts"

/** Gives rows that came the values of the old ones in those columns that did not come. */
export const keepOldValues = Effect.fnUntraced(function* ({
  client,
  hasOld,
  old,
  oldColumns,
  plan,
  rows,
  staged,
}: StageGround): Effect.fn.Return<void, StorageFailed> {
  const names = namesOf(plan.columns)
  const kept = plan.columns.flatMap(({ name }, at) => {
    const to = rows.columns()[at]
    const from = oldColumns.find((column) => column.name === names[at])
    return plan.staged.includes(name) || to === undefined || from === undefined ? [] : [{ from, to }]
  })
  if (!hasOld || kept.length === 0) return
  const doing = `keep the old column values of ${plan.module}`
  const selected = ["m.id", ...kept.map(({ from }) => `o.${quoted(from.name)}`)].join(", ")
  const source = { select: selected, from: `${staged} m JOIN ${old} o ON o.id = m.id WHERE true` }
  const update = `UPDATE ${staged} SET ${kept.map(({ to }) => `${quoted(to.name)} = ?`).join(", ")} WHERE id = ?`
  yield* forEachPage(client, doing, [source], (page) =>
    client.write(doing, ({ run }) => {
      for (const [id = "", ...values] of page) {
        const converted = kept.map(({ from, to }, at) => {
          const value = values[at] ?? null
          return to.type === "TEXT" ? asText(value, from.type) : value
        })
        run(update, ...converted, id)
      }
    }),
  )
})
