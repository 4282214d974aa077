/**
 * Puts `zoho-bulk` where a shell finds it.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { bundleCommand } from "../build/command.ts"
import { launcherOf } from "./launcher.ts"
import { file, folder, found, isOnPath, refuse, wantsHelp } from "./place.ts"

const clone = join(import.meta.dirname, "../..")

const toldPath = `${folder} is not on your PATH. Add it, for example with this line in ~/.profile:

  export PATH="${folder}:$PATH"
`

const help = `Installs zoho-bulk as a command that runs the code in this clone.

  --to DIR    the folder to install it in, such as /usr/local/bin for all users; ~/.local/bin by default
  --help      show this, and do nothing

uninstall-command removes it again, with the same --to.`

if (wantsHelp) {
  console.log(help)
} else if (found() === "another's") {
  refuse(`${file} is already there, and is not ours. Move it away, and run this again.`)
} else {
  await bundleCommand("node-runner")
  mkdirSync(folder, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, launcherOf(clone), { mode: 0o755 })
  renameSync(unfinished, file)
  console.log(`Installed ${file}`)
  console.log(`It runs the code in ${clone}. If you move that folder, run this again from there.`)
  if (!isOnPath()) console.log(`\n${toldPath}`)
}
