import { Effect, FileSystem } from "effect"
import { holdingClock } from "../../packages/core/src/emulator/clock/Work.ts"

const held = <T extends object>(target: T): T =>
  Object.fromEntries(
    Object.entries(target).map(([name, own]) => {
      if (Effect.isEffect(own)) return [name, holdingClock(own)]
      if (typeof own !== "function") return [name, own]
      return [
        name,
        (...args: ReadonlyArray<unknown>) => {
          const made: unknown = own(...args)
          return Effect.isEffect(made) ? holdingClock(made) : made
        },
      ]
    }),
  ) as T

/** Files that take their own time, however slow the disk: a clock that advances by itself stands still meanwhile. */
export const heldFiles = (files: FileSystem.FileSystem): FileSystem.FileSystem => {
  const own = held(files)
  // What reads and writes as streams is made from what opens.
  return FileSystem.make({
    ...own,
    open: (...args) => Effect.map(own.open(...args), (file) => Object.assign(Object.create(file), held(file))),
  })
}
