/** What is shown of a request: no token, and no form of a file, which a line of curl writes itself. */
export const requestText = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): string => {
  const own = ["accept", "user-agent", "feature", "x-crm-org"].flatMap((name) =>
    headers[name] === undefined ? [] : [`${name}: ${headers[name]}`],
  )
  return [method, url, ...own, body].join("\n")
}

/** The same for a line of curl. */
export const requestOfCurl = (line: string): string => {
  const [, ...words] = [...line.matchAll(/'((?:[^']|'\\'')*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single?.replaceAll("'\\''", "'") ?? double ?? bare ?? "",
  )
  const after = (flag: string): ReadonlyArray<string> =>
    words.flatMap((word, at) => (word === flag ? [words[at + 1] ?? ""] : []))
  const headers = Object.fromEntries(after("--header").map((header) => header.split(": ")))
  return requestText(after("--request")[0] ?? "GET", words.at(-1) ?? "", headers, after("--data")[0] ?? "")
}

/** Ids are made by a run, and have names in an explanation. */
export const withoutIds = (text: string): string => text.replaceAll(/\b(?:\d{9,}|[A-Z]+_ID)\b/g, "ID")
