import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import { checkRequest } from "../../jobs/checkRequest.ts"
import { journeyKinds, type JourneyRequest, requestForms } from "../JourneyRequest.ts"

/**
 * A journey to submit.
 *
 * **Example** (Wait for somebody else's job)
 *
 * ```ts
 * import { JobId } from "@zoho-bulk/core"
 * import type { Submission } from "@zoho-bulk/core/durable"
 *
 * export const submission: Submission = {
 *   key: "their-job",
 *   organization: "zylker",
 *   request: { kind: "wait", jobKind: "read", jobId: JobId.make("4150868000005376042") },
 *   folder: "/var/lib/zoho/journeys",
 * }
 * ```
 *
 * @category models
 */
export interface Submission {
  /** Its name, for good: the same key means the same journey. At most 100 letters, digits and `. _ @ -`. */
  readonly key: string
  /** The name of the organisation, as the runner knows it: the name of a sign-in, never a grant. */
  readonly organization: string
  /** What the journey should do. */
  readonly request: JourneyRequest
  /**
   * The folder for the files that the journey needs to resume; each journey gets a folder of its own in it. A wait has
   * none.
   */
  readonly folder: string
  /**
   * The folder that all runners see under this name, if they are on several machines: a journey with files elsewhere is
   * refused, since it could not be resumed if its runner died.
   */
  readonly shared?: string | undefined
}

const keyForm = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/

const wrong = (problem: string, remedy: string) => new InvalidRequest({ problem, remedy })

const filesOf = (request: JourneyRequest): ReadonlyArray<string> => {
  if (request.kind === "export") return [request.output]
  if (request.kind === "import") return [request.input, request.outcomes]
  if (request.kind === "wait") return []
  return [request.target._tag === "folder" ? request.target.folder : request.target.file]
}

/**
 * A runner was started elsewhere: it finds files only by absolute paths, and on another machine only in the shared
 * folder.
 */
const checkFiles = Effect.fnUntraced(function* ({ folder, request, shared }: Submission) {
  if (request.kind === "wait") return
  const { isAbsolute, relative, resolve, sep } = yield* Path.Path
  const files = [...(shared === undefined ? [] : [shared]), folder, ...filesOf(request)]
  const unplaced = files.find((file) => !isAbsolute(file))
  if (unplaced !== undefined) {
    return yield* wrong(
      `${unplaced} is not an absolute path`,
      "Give absolute paths: a runner starts in another folder.",
    )
  }
  if (request.kind === "import" && resolve(request.input) === resolve(request.outcomes)) {
    return yield* wrong(
      `${request.outcomes} is the file to import, and its outcomes would replace its rows`,
      "Name another file for the outcomes.",
    )
  }
  if (shared === undefined) return
  const isOutside = (file: string): boolean => {
    const within = relative(shared, file)
    return within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within)
  }
  const outside = files.find(isOutside)
  if (outside === undefined) return
  return yield* wrong(
    `${outside} is not in ${shared}: a runner on another machine could not find it, and could not resume the journey`,
    `Name a file in ${shared}, or another folder that all runners see under the same name.`,
  )
})

/** Programs without types may pass anything. */
const checkForm = (request: JourneyRequest): Effect.Effect<unknown, InvalidRequest> => {
  switch (request.kind) {
    case "export":
      return Effect.fromResult(checkRequest("the journey", requestForms.export, request))
    case "import":
      return Effect.fromResult(checkRequest("the journey", requestForms.import, request))
    case "mirror":
      return Effect.fromResult(checkRequest("the journey", requestForms.mirror, request))
    case "wait":
      return Effect.fromResult(checkRequest("the journey", requestForms.wait, request))
    default:
      return Effect.fail(wrong("The kind of the journey is not known", `Use one of: ${journeyKinds.join(", ")}.`))
  }
}

/** A copy has one journal: two that are brought up to date at once would hold each other up for ever. */
const checkModules = (request: JourneyRequest): Effect.Effect<void, InvalidRequest> => {
  if (request.kind !== "mirror") return Effect.void
  const names = request.modules.map(({ module }) => module)
  const doubled = names.find((name, at) => names.indexOf(name) !== at)
  return doubled === undefined
    ? Effect.void
    : Effect.fail(wrong(`The module ${doubled} is named twice`, "Name each module once."))
}

/** Checks what can be known of a journey before it is stored. */
export const checkSubmission = Effect.fnUntraced(function* (
  submission: Submission,
): Effect.fn.Return<void, InvalidRequest, Path.Path> {
  const { key, request } = submission
  if (!keyForm.test(key)) {
    return yield* wrong(
      `${key} is not a valid key for a journey`,
      "Use letters, digits and . _ @ -, at most 100 characters.",
    )
  }
  yield* checkForm(request)
  yield* checkModules(request)
  yield* checkFiles(submission)
})
