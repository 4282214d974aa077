/** How to let a program on Deno read variables that may be set, at the end of a remedy; nothing, if it may read all of them. */
export const permissionToRead = (variables: ReadonlyArray<string> = []): string =>
  variables.length === 0
    ? ""
    : ` Deno does not let this program read ${variables.join(", ")}: if ${variables.length === 1 ? "it is" : "they are"} set, add --allow-env=${variables.join(",")}.`
