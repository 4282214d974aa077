import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { own } from "../../domain/own.ts"
import type { DescriptionAsSent } from "../../metadata/describeAsSent.ts"
import type { OrganizationDescription } from "../../emulator/model/OrganizationDescription.ts"
import { readOrganization } from "../../emulator/model/readOptions.ts"
import type { Sent } from "../../wire/read.ts"

/** Who made or changed something, and for whom: people are no part of what an organisation is made of. */
const aboutPeople: ReadonlyArray<string> = ["created_by", "modified_by", "shared_to"]

const without = (sent: Sent, ...keys: ReadonlyArray<string>): Sent =>
  Object.fromEntries(Object.entries(sent).filter(([key]) => !aboutPeople.includes(key) && !keys.includes(key)))

/** The emulator adds the record's id to the fields of each module. */
const isOwnField = (field: Sent): boolean => own(field, "api_name") !== "id"

const moduleDescription = ({ custom_views: views, fields, layouts, sent }: DescriptionAsSent): Sent => ({
  ...without(sent),
  fields: fields.filter(isOwnField).map((field) => without(field)),
  ...(layouts === undefined ? {} : { layouts: layouts.map((layout) => without(layout)) }),
  ...(views === undefined ? {} : { custom_views: views.map((view) => without(view)) }),
})

/** What an organisation is made of, as a file that the emulator reads, and what the emulator would not take of it. */
export interface EmulatedAs {
  readonly text: string
  readonly problem?: string
}

/** Takes the conditions of a view out that are at a place in a description. */
const withoutCriteria = (
  description: OrganizationDescription,
  [, module, , view]: ReadonlyArray<string | number>,
): OrganizationDescription => ({
  modules: description.modules.map((each, at) =>
    at === module && each.custom_views !== undefined
      ? { ...each, custom_views: each.custom_views.map((one, n) => (n === view ? { ...one, criteria: null } : one)) }
      : each,
  ),
})

/** Leaves the conditions of views out that the emulator does not understand, and says what else it would not take. */
const asUnderstood = Effect.fnUntraced(function* (given: OrganizationDescription) {
  const { organizationAtFirst } = yield* Effect.promise(
    () => import("../../emulator/organization/organizationAtFirst.ts"),
  )
  let description = given
  for (;;) {
    const read = yield* Effect.result(organizationAtFirst(description, {}))
    if (Result.isSuccess(read)) return { description }
    const { path, remedy } = read.failure
    if (path.at(-1) !== "criteria") return { description, problem: `${path.join(".")}: ${remedy}` }
    description = withoutCriteria(description, path)
  }
})

const spread = (description: unknown): string => `${JSON.stringify(description, null, 2)}\n`

/** Describes an organisation by what Zoho said of its modules, so that the emulator can answer the same. */
export const emulatedAs = Effect.fnUntraced(function* (
  modules: ReadonlyArray<DescriptionAsSent>,
): Effect.fn.Return<EmulatedAs> {
  const asSent = spread({ modules: modules.map(moduleDescription) })
  const read = yield* Effect.result(readOrganization(JSON.parse(asSent)))
  if (Result.isFailure(read)) return { text: asSent, problem: read.failure.problem }
  const { description, problem } = yield* asUnderstood(read.success)
  return {
    text: description === read.success ? asSent : spread(description),
    ...(problem === undefined ? {} : { problem }),
  }
})
