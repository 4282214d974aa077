import { chmodSync, mkdirSync, writeFileSync } from "node:fs"
import { Effect } from "effect"
import { thisRuntime } from "./runtime.ts"
import { commandWords, root, scriptVariables } from "./scripts.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** A folder with `zoho-bulk` in its `bin`, as `install-command` would put it on the PATH, and the variables that it takes. */
export const installedCommand = Effect.map(temporaryFolder, (folder) => {
  const words = commandWords(thisRuntime).map((word) =>
    /^(?:packages|node_modules)\//.test(word) ? root + word : word,
  )
  mkdirSync(`${folder}/bin`)
  writeFileSync(`${folder}/bin/zoho-bulk`, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(" ")} "$@"\n`)
  chmodSync(`${folder}/bin/zoho-bulk`, 0o755)
  return {
    folder,
    PATH: `${folder}/bin:${root}node_modules/.bin:/usr/bin:/bin`,
    variables: thisRuntime === "deno" ? scriptVariables("zoho-bulk:deno") : {},
  }
})
