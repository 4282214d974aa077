import * as Command from "effect/cli/Command"
import { defaultApiVersion } from "../../domain/ApiVersion.ts"
import { exitMeanings, ofAsking, ofEvery } from "./exitMeanings.ts"
import { CommandEnds, type Ends, type ExitName } from "./Lesson.ts"
import { formatScopes, type Operation, operations } from "../../wire/Operation.ts"

interface Lesson {
  /** What the command does, in a sentence. */
  readonly does: string
  /** What it costs, in API credits. */
  readonly credits: string
  /** What it asks of Zoho: these say which scopes it takes; or the scopes in words. */
  readonly asks?: ReadonlyArray<Operation> | string
  /** What it can end with beside what all such commands can, and what that means here. */
  readonly ends?: { readonly [Name in ExitName]?: string }
}

/** The codes that a command can end with, in their order. */
const codesOf = (asksZoho: boolean, own: NonNullable<Lesson["ends"]>): Ends["codes"] => {
  const usual: ReadonlySet<ExitName> = new Set([...ofEvery, ...(asksZoho ? ofAsking : [])])
  const names = Object.keys(exitMeanings) as ReadonlyArray<ExitName>
  return names
    .filter((name) => usual.has(name) || own[name] !== undefined)
    .map((name) => [name, own[name] ?? (name === "done" ? "success" : exitMeanings[name])])
}

/** The operation as a purpose: a job that has no id yet is any, and so is a module. */
const purpose = ({ does, name }: Operation): string => {
  const ofAny = does.replace(/ of (read|write) job$/, " of a $1 job").replace(/ of$/, " of a module")
  return `to ${ofAny}${name === operations.countMatches.name ? " that meet a condition" : ""}`
}

/** A line for all operations that take the same scopes. */
const scopeLines = (asks: ReadonlyArray<Operation>): ReadonlyArray<string> => {
  const byScopes = Map.groupBy(asks, ({ scopes }) => formatScopes(scopes(defaultApiVersion)))
  return [...byScopes].map(([scopes, of]) => `${of.map(purpose).join(", ")}: ${scopes}`)
}

/** Describes a command as its help begins: what it does, what it costs, and which scopes it takes. */
export const withLesson =
  ({ asks = [], credits, does, ends = {} }: Lesson) =>
  <Name extends string, Input, ContextInput, E, R>(
    command: Command.Command<Name, Input, ContextInput, E, R>,
  ): Command.Command<Name, Input, ContextInput, E, R> => {
    const scopes = typeof asks === "string" ? [asks] : asks.length === 0 ? ["none"] : scopeLines(asks)
    return command.pipe(
      Command.withDescription([does, "", `Credits  ${credits}`, `Scopes   ${scopes.join("\n         ")}`].join("\n")),
      Command.withShortDescription(does),
      Command.annotate(CommandEnds, { asksZoho: asks.length > 0, codes: codesOf(asks.length > 0, ends) }),
    )
  }
