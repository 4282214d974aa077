import * as Flag from "effect/cli/Flag"

const pair = /^\s*([A-Za-z]\w*)\s*=\s*(\d{1,9})\s*$/

/** Reads how many records each module has, as `Contacts=450000,Leads=1000`. */
export const parseRecords = (text: string): Readonly<Record<string, number>> | undefined => {
  const pairs = text.split(",").map((each) => pair.exec(each))
  return pairs.every((each) => each !== null)
    ? Object.fromEntries(pairs.map(([, module = "", count]) => [module, Number(count)]))
    : undefined
}

/** How many records the emulated modules have; those that are not named keep their default. */
export const recordsFlag = Flag.String("records").pipe(
  Flag.withMetavar("<module=count,...>"),
  Flag.withDescription(
    "number of records in emulated modules, such as Leads=120,Deals=30; an unknown name creates a module",
  ),
  Flag.withDefault(""),
  Flag.filter(
    (text) => text === "" || parseRecords(text) !== undefined,
    (text) => `records as Contacts=450000,Leads=1000, not ${text}`,
  ),
  Flag.map((text) => parseRecords(text) ?? {}),
)
