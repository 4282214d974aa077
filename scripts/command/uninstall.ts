/**
 * Takes away the `zoho-bulk` that a shell finds.
 */
import { rmSync } from "node:fs"
import { file, found, refuse, wantsHelp } from "./place.ts"

const help = `Removes the zoho-bulk that install-command has installed.

  --to DIR    the folder that it is in; ~/.local/bin by default
  --help      show this, and do nothing`

const takeAway = (): void => {
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
}

if (wantsHelp) console.log(help)
else takeAway()
