import { ConfigProvider, Effect, type Schema } from "effect"
import { ownerOf, readProfiles, settingsOf } from "../../../packages/core/src/cli/signIn/Profiles.ts"
import { changedJsonText } from "../draw/json.ts"
import { endOf } from "../endOf.ts"
import { filesOf, fileText } from "../files.ts"
import { holds, part, type Target } from "../Target.ts"

const signIn = {
  clientId: "1000.CLIENT",
  clientSecret: "secret",
  refreshToken: "1000.refresh",
  settings: { dataCenter: "eu", apiVersion: "v8" },
  use: "read",
  scope: "ZohoCRM.bulk.READ",
  organization: "Zylker",
  savedAt: 1_795_647_059_082,
} satisfies Schema.Json

const { clientSecret: _, ...withoutSecret } = signIn

const byCommand: Schema.Json = { ...withoutSecret, clientSecretFrom: { command: "pass show zoho/client" } }

const file = "/config/zoho-bulk/profiles.json"

const home = ConfigProvider.layer(
  ConfigProvider.fromUnknown({ HOME: "/home", XDG_CONFIG_HOME: "/config", XDG_STATE_HOME: "/state" }),
)

/** The file of sign-ins: each can be used, or the file is refused in words. */
export const signIns: Target = {
  name: "sign-ins",
  draw: (chance) => [changedJsonText(chance, { default: signIn, other: byCommand, ["__proto__"]: signIn })],
  check: async (given) => {
    const read = readProfiles.pipe(Effect.provide([filesOf([fileText(file, part(given, 0))]), home]))
    const end = await endOf(read)
    if ("failure" in end)
      return holds(end.failure.problem === "it does not contain sign-ins", "it is refused for another reason")
    for (const [name, profile] of Object.entries(end.value)) {
      holds(Object.hasOwn(end.value, name), "a sign-in has a name that is none")
      const { clientId } = ownerOf(profile)
      holds(typeof clientId === "string" && typeof settingsOf(profile) === "object", "a sign-in cannot be used")
    }
  },
}
