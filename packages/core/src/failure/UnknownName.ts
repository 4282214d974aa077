import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/** What every name that matches nothing, or more than one thing, carries. */
const nameFields = {
  /** The name as it was given. */
  name: Schema.String,
  /** The API names, or ids, of everything that it could mean; empty if nothing has that name. */
  candidates: Schema.Array(Schema.String),
  /** What was probably meant, if one name is close. */
  suggestion: Schema.optionalKey(Schema.String),
}

interface Named {
  readonly name: string
  readonly candidates: ReadonlyArray<string>
  readonly suggestion?: string
}

const named = ({ candidates, name }: Named, kind: string, where: string): string =>
  candidates.length === 0
    ? `${where} has no ${kind} ${JSON.stringify(name)}`
    : `${where} has more than one ${kind} ${JSON.stringify(name)}: ${candidates.join(", ")}`

const remedyFor = ({ candidates, suggestion }: Named, by: string, list: string): string => {
  if (candidates.length > 0) return `Name the one you mean by its ${by}: ${candidates.join(" or ")}.`
  return `${suggestion === undefined ? "" : `Did you mean ${suggestion}? `}${list}`
}

/** Reports what to do about a name, where something else lists the names than the library does. */
export const remedyOfName = (failure: UnknownField | UnknownModule | UnknownView, list: string): string =>
  remedyFor(failure, failure._tag === "UnknownView" ? "id" : "API name", list)

/**
 * The module has no field of that name, or several. Nothing was sent.
 *
 * **Example** (What was probably meant)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const guess = ({ name, suggestion = name }: Failure.UnknownField): string => suggestion
 * ```
 *
 * @category errors
 */
export class UnknownField extends Failure<UnknownField>()("UnknownField", {
  ...nameFields,
  /** The API name of the module. */
  module: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return remedyFor(this, "API name", `Metadata.getFields("${this.module}") lists the fields of ${this.module}.`)
  }

  get summary(): string {
    return named(this, "field", this.module)
  }
}

/**
 * The organisation has no module of that name, or several. Nothing was sent.
 *
 * **Example** (A choice for the user)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const choices = ({ candidates, suggestion }: Failure.UnknownModule): ReadonlyArray<string> =>
 *   suggestion === undefined ? candidates : [...candidates, suggestion]
 * ```
 *
 * @category errors
 */
export class UnknownModule extends Failure<UnknownModule>()("UnknownModule", nameFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return remedyFor(this, "API name", "Metadata.getModules() lists the modules.")
  }

  get summary(): string {
    return named(this, "module", "The organisation")
  }
}

/**
 * The module has no custom view of that name, or several. Nothing was sent.
 *
 * **Example** (Whether an id is needed to tell several apart)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const needsId = ({ candidates }: Failure.UnknownView): boolean => candidates.length > 1
 * ```
 *
 * @category errors
 */
export class UnknownView extends Failure<UnknownView>()("UnknownView", {
  ...nameFields,
  /** The API name of the module. */
  module: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return remedyFor(this, "id", `Metadata.getCustomViews("${this.module}") lists the views of ${this.module}.`)
  }

  get summary(): string {
    return named(this, "view", this.module)
  }
}
