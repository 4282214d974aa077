/**
 * Takes away the `zoho-bulk` that a shell finds.
 */
import { rmSync } from "node:fs"
import { file, found, refuse } from "./place.ts"

switch (found()) {
  case "ours":
    rmSync(file)
    console.log(`Removed ${file}`)
    break
  case "nothing":
    console.log(`Nothing to remove: there is no ${file}`)
    break
  case "another's":
    refuse(`${file} is not ours, and stays.`)
}
