import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { accessTokenVariable } from "../../auth/AccessToken.ts"
import { connectionVariables } from "../../connection/layerVariables.ts"
import { profileOfRun, settingsOfRun, tokenOfRun } from "../run/connect.ts"
import { folderVariables } from "../run/environment.ts"
import { profilesFile, tokensFile } from "../signIn/Profiles.ts"

/** What a run meets beside this process: hosts, with their port where it is another, and files and folders of this machine. */
export interface Access {
  readonly hosts: ReadonlyArray<string>
  readonly reads: ReadonlyArray<string>
  readonly writes: ReadonlyArray<string>
  /** Addresses on which it listens. */
  readonly listens: ReadonlyArray<string>
}

const noAccess: Access = { hosts: [], reads: [], writes: [], listens: [] }

const setOf = (names: ReadonlyArray<string>) =>
  Effect.filter(names, (name) => Effect.map(Effect.orDie(Config.option(Config.String(name))), Option.isSome))

/** The folder of the user's own files of a kind; none where there is none. */
export const folderOf = Effect.fnUntraced(function* (file: typeof profilesFile) {
  const { dirname } = yield* Path.Path
  return Option.match(yield* file, { onNone: () => [], onSome: (found) => [dirname(found)] })
})

/** What a run meets to get its token: a grant takes the accounts host, and the places of sign-ins and tokens. */
const accessForToken = Effect.gen(function* () {
  const given = yield* Effect.option(tokenOfRun)
  if (Option.isNone(given) || "token" in given.value) return noAccess
  const { hosts } = yield* settingsOfRun(false)
  const reads = (yield* profileOfRun) === undefined ? [] : yield* folderOf(profilesFile)
  return { ...noAccess, hosts: [hosts.accounts.host], reads, writes: yield* folderOf(tokensFile) }
})

const flag = (name: string, values: ReadonlyArray<string>): ReadonlyArray<string> =>
  values.length === 0 ? [] : [`--allow-${name}=${[...new Set(values)].join(",")}`]

/** The permissions on Deno that suffice for a run; one that sends requests needs a token as well. */
export const denoFlags = Effect.fnUntraced(function* (access: Partial<Access>) {
  const { hosts, listens, reads, writes } = { ...noAccess, ...access }
  const isSending = hosts.length > 0
  const ofToken = isSending ? yield* accessForToken : noAccess
  const named = isSending ? yield* setOf(connectionVariables) : []
  const written = [...writes, ...ofToken.writes]
  const hasToken = named.some((name) => name === accessTokenVariable) || ofToken.hosts.length > 0
  const met = [...reads, ...ofToken.reads, ...written]
  const own = [...(yield* folderOf(profilesFile)), ...(yield* folderOf(tokensFile))]
  const needsFolders = met.some((folder) => own.includes(folder))
  return [
    ...flag("net", [...listens, ...hosts, ...ofToken.hosts]),
    ...flag("env", [
      ...(isSending && !hasToken ? [accessTokenVariable] : []),
      ...named,
      ...(needsFolders ? yield* setOf(folderVariables) : []),
    ]),
    ...flag("read", met),
    ...flag("write", written),
  ]
})
