import * as Effect from "effect/Effect"
import type { Condition } from "../../domain/Condition.ts"
import { parse } from "../../wire/readCondition.ts"
import { UsageError } from "../failure/UsageError.ts"

/** Reads what `--where` says. */
export const parseWhere = (text: string): Effect.Effect<Condition, UsageError> =>
  Effect.mapError(Effect.fromResult(parse(text)), ({ position, problem, remedy }) => {
    const where = position === undefined ? "--where is" : `--where cannot be read at position ${position}:`
    return new UsageError({ problem: `${where} ${problem}`, remedy })
  })
