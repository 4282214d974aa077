import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Emulator, EmulatorOptions } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { emulatedOnPort } from "../emulatedOnPort.ts"

/** Emulates organisations until the scope closes, and writes into a file where runners find them. */
export const serveOrganizations = Effect.fnUntraced(function* (
  folder: string,
  organizations: Iterable<readonly [string, EmulatorOptions]>,
) {
  const worlds = new Map<string, Emulator["Service"]>()
  const origins: Record<string, string> = {}
  for (const [name, options] of organizations) {
    const { emulator, origin } = yield* emulatedOnPort(options)
    worlds.set(name, emulator)
    origins[name] = origin
  }
  const worldFile = join(folder, "organizations.json")
  writeFileSync(worldFile, JSON.stringify(origins))
  return { worlds, worldFile }
})
