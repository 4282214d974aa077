import { apiVersions } from "../../domain/ApiVersion.ts"
import { emulatedOperations } from "../../emulator/model/EmulatedOperation.ts"
import { standardModules } from "../../emulator/organization/standardModules.ts"
import { didYouMean } from "../../domain/didYouMean.ts"
import { missingScopes } from "../../wire/scopes.ts"

const asked: ReadonlyArray<string> = [
  ...new Set(
    apiVersions.flatMap((version) =>
      emulatedOperations.flatMap(({ scopes }) => scopes(version).flatMap((each) => each)),
    ),
  ),
]

/** The modules of an emulated organisation that nobody describes. */
export const standardNames: ReadonlyArray<string> = standardModules.map(({ apiName }) => apiName)

/** Zoho's scopes spell modules in small letters and without underscores. */
const inScopes = (module: string): string => module.toLowerCase().replaceAll("_", "")

/**
 * Reports which scopes open nothing of an emulated organisation with these modules. They are no mistake for certain:
 * Zoho has more scopes than the emulator asks for, and a token may have them.
 */
export const scopeDoubts = (scopes: ReadonlyArray<string>, modules: ReadonlyArray<string>): ReadonlyArray<string> => {
  const opensSome = (scope: string): boolean =>
    asked.some((wanted) => modules.some((module) => missingScopes([scope], [[wanted]], module).length === 0))
  const known = asked.flatMap((scope) => {
    if (!scope.includes("{module}")) return [scope]
    return modules.flatMap((module) => {
      const ofModule = scope.replace("{module}", inScopes(module))
      return [ofModule, ofModule.replace(/\w+$/, "ALL")]
    })
  })
  return scopes
    .filter((scope) => !opensSome(scope))
    .map((scope) =>
      `--scopes: ${scope} allows nothing in the emulator. ${didYouMean(scope, [...new Set(known)])}`.trimEnd(),
    )
}
