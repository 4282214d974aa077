import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** The scripts of keyrings: each keeps its entries in files, and notes the arguments that it was called with. */
const scripts = {
  "secret-tool": `echo "$@" >>"$folder/arguments"
operation=$1
shift
name=
for word in "$@"; do case $word in --*) ;; *) name="$name $word" ;; esac; done
entry="$folder/$(echo "$name" | tr ' /' '_-')"
case $operation in
  store) cat >"$entry" ;;
  lookup) if [ -f "$entry" ]; then cat "$entry"; else exit 1; fi ;;
  clear) rm "$entry" 2>/dev/null ;;
esac`,
  security: `echo "$@" >>"$folder/arguments"
add() {
  shift 4
  while [ $# -gt 0 ]; do case $1 in -a) entry=$2 ;; -w) secret=$2 ;; esac; shift 2; done
  printf %s "$secret" >"$folder/entry $entry"
}
case $1 in
  -i) read -r line; eval "add $line" ;;
  find-generic-password) if [ -f "$folder/entry $5" ]; then cat "$folder/entry $5"; echo; else exit 44; fi ;;
  delete-generic-password) if [ -f "$folder/entry $5" ]; then rm "$folder/entry $5"; else exit 44; fi ;;
esac`,
}

/** A keyring that keeps what it is given in files. */
export const keyringIn = (folder: string, program: keyof typeof scripts) => {
  mkdirSync(folder)
  const place = (script: string): void => {
    writeFileSync(join(folder, program), `#!/bin/sh\nfolder='${folder}'\n${script}\n`)
    chmodSync(join(folder, program), 0o755)
  }
  place(scripts[program])
  const note = join(folder, "arguments")
  return {
    /** What it was called with, a line for each call. */
    calls: (): ReadonlyArray<string> => (existsSync(note) ? readFileSync(note, "utf8").trim().split("\n") : []),
    /** Has it do something else from now on. */
    place,
    /** Has it do something before each call from now on. */
    first: (script: string): void => place(`${script}\n${scripts[program]}`),
  }
}
