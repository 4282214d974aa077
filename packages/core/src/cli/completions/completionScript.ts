import type * as Completions from "effect/cli/Completions"
import { commandsOfNames, flagOfSignIns, flagsOfNames } from "./placeOfNames.ts"

/** Asks for the names that fit, and leaves all else to the words that are known without asking. */
const inBash = `
# Names of modules, fields, views, journeys and sign-ins: those that are known already, without asking Zoho
_zoho_bulk_names()
{
  local word name quoted names=""
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in
      ${[...commandsOfNames, flagOfSignIns].join("|")})
        names="$("$1" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)"
        break ;;
    esac
  done
  while IFS= read -r name; do
    [[ -n "$name" ]] || continue
    printf -v quoted '%q' "$name"
    COMPREPLY+=("\${quoted//\\\\,/,}")
  done <<< "$names"
  [[ \${#COMPREPLY[@]} -gt 0 ]] || _zoho_bulk "$@"
}

complete -F _zoho_bulk_names zoho-bulk
`

const inZsh = `
# Names of modules, fields, views, journeys and sign-ins: those that are known already, without asking Zoho
functions[_zoho_bulk_words]="$functions[_zoho_bulk]"
_zoho_bulk()
{
  local -a names
  local word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$word" in
      ${[...commandsOfNames, flagOfSignIns].join("|")})
        names=("\${(@f)$("$words[1]" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
        break ;;
    esac
  done
  names=("\${(@)names:#}")
  if (( \${#names} )); then compadd -U -- "\${(@)names}"; else _zoho_bulk_words "$@"; fi
}

`

const inFish = `
# Names of modules, fields, views, journeys and sign-ins: those that are known already, without asking Zoho
function __zoho_bulk_names
  set -l typed (commandline -opc)
  $typed[1] complete -- $typed[2..-1] (commandline -ct) 2>/dev/null
end
${[
  [commandsOfNames.join(" "), ""] as const,
  ["", ` -l ${flagOfSignIns.slice(2)} -r`] as const,
  ...flagsOfNames.flatMap(([command, flags]) => flags.map((flag) => [command, ` -l ${flag.slice(2)} -r`] as const)),
]
  .map(
    ([commands, flag]) =>
      `complete -c zoho-bulk${commands === "" ? "" : ` -n '__fish_seen_subcommand_from ${commands}'`}${flag} -f -a '(__zoho_bulk_names)'`,
  )
  .join("\n")}
`

/** The line of the script for zsh from which on it is used. */
const useInZsh = "# Handle both direct invocation and autoload"

/** Adds the names that an organisation has to a script that knows commands and flags. */
export const withNames = (shell: Completions.Shell, script: string): string => {
  switch (shell) {
    case "bash":
      return `${script}\n${inBash}`
    case "zsh":
      return script.replace(useInZsh, () => `${inZsh.trimStart()}${useInZsh}`)
    case "fish":
      return `${script}\n${inFish}`
    default:
      return script
  }
}
