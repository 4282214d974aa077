import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { accessTokenVariable } from "../../auth/AccessToken.ts"
import { connectionVariables } from "../../connection/layerVariables.ts"
import { profileOfRun, settingsOfRun, tokenOfRun, variableOfSignIn } from "../run/connect.ts"
import { decidingVariable, type FolderKind, ownFolder } from "../signIn/ownFolder.ts"
import { programsOf } from "../signIn/SecretFrom.ts"
import { profilesFile, readProfiles, tokensFile } from "../signIn/Profiles.ts"

/**
 * What a run uses outside this process: hosts, with their port if it is not the default, and files and folders of this
 * machine.
 */
export interface Access {
  readonly hosts: ReadonlyArray<string>
  readonly reads: ReadonlyArray<string>
  readonly writes: ReadonlyArray<string>
  /** Addresses on which it listens. */
  readonly listens: ReadonlyArray<string>
  /** Whom it speaks to beside Zoho. */
  readonly speaksTo: ReadonlyArray<string>
  /** The programs of this machine that it runs. */
  readonly runs: ReadonlyArray<string>
  /** The variables of the connection that it reads, if it takes no token from them as all others do. */
  readonly variables?: ReadonlyArray<string>
  /** Those that it reads in addition to the connection's. */
  readonly alsoVariables?: ReadonlyArray<string>
}

const noAccess: Access = { hosts: [], reads: [], writes: [], listens: [], speaksTo: [], runs: [] }

/** Those of some variables that are set. */
export const setOf = (names: ReadonlyArray<string>) =>
  Effect.filter(names, (name) => Effect.map(Effect.orDie(Config.option(Config.String(name))), Option.isSome))

/** The folder of the user's own files of a kind; none if there is none. */
export const folderOf = Effect.fnUntraced(function* (file: typeof profilesFile) {
  const { dirname } = yield* Path.Path
  return Option.match(yield* file, { onNone: () => [], onSome: (found) => [dirname(found)] })
})

/** What a run meets to get its token: a grant takes the accounts host, and the places of sign-ins and tokens. */
const accessForToken = Effect.gen(function* () {
  const set = yield* setOf(connectionVariables)
  const given = yield* Effect.option(tokenOfRun)
  if (Option.isNone(given) || "token" in given.value) {
    return { ...noAccess, variables: [...(set.includes(accessTokenVariable) ? [] : [accessTokenVariable]), ...set] }
  }
  const { hosts } = yield* settingsOfRun(false)
  const profile = yield* profileOfRun
  const isSignedIn = profile !== undefined
  return {
    hosts: [hosts.accounts.host],
    reads: isSignedIn ? yield* folderOf(profilesFile) : [],
    writes: yield* folderOf(tokensFile),
    runs: programsOf(profile?.clientSecretFrom),
    variables: [...set, ...(isSignedIn ? yield* variableOfSignIn(yield* readProfiles) : [])],
  }
})

/** The variable by which a run finds a folder of the user's own, if it meets it. */
const variableFor = Effect.fnUntraced(function* (kind: FolderKind, met: ReadonlyArray<string>) {
  const isMet = Option.exists(
    yield* Effect.option(ownFolder(kind)),
    Option.exists((folder) => met.includes(folder)),
  )
  return isMet ? [yield* decidingVariable(kind)] : []
})

const flag = (name: string, values: ReadonlyArray<string>): ReadonlyArray<string> =>
  values.length === 0 ? [] : [`--allow-${name}=${[...new Set(values)].join(",")}`]

/** The permissions on Deno that suffice for a run; one that sends requests needs a token as well. */
export const denoFlags = Effect.fnUntraced(function* (access: Partial<Access>) {
  const { alsoVariables = [], hosts, listens, reads, runs, speaksTo, variables, writes } = { ...noAccess, ...access }
  const takesToken = hosts.length > 0 && variables === undefined
  const ofToken = takesToken ? yield* accessForToken : { ...noAccess, variables: variables ?? [] }
  const written = [...writes, ...ofToken.writes]
  const met = [...reads, ...ofToken.reads, ...written]
  const deciding = yield* Effect.forEach(["config", "state"] as const, (kind) => variableFor(kind, met))
  return [
    ...flag("net", [...listens, ...speaksTo, ...hosts, ...ofToken.hosts]),
    ...flag("env", [...ofToken.variables, ...alsoVariables, ...deciding.flat()]),
    ...flag("read", met),
    ...flag("write", written),
    ...flag("run", [...runs, ...ofToken.runs]),
  ]
})
