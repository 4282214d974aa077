import type { Curve } from "./Curve.ts"

const inOneProcess = "the emulated Zoho, which keeps what it was asked for, is in the same process"

/** Every curve, in the order of the page. */
export const curves: ReadonlyArray<Curve> = [
  {
    name: "waits",
    what: "jobs that are waited for at once",
    unit: "job",
    sizes: [10, 100, 1_000, 10_000],
    peakGrows: "each wait keeps what its next look has to know",
  },
  {
    name: "results",
    what: "the rows of a result of so many MiB, read and let go",
    unit: "MiB",
    sizes: [1, 10, 100, 1_024],
  },
  {
    name: "pages",
    what: "an export of so many pages of 1,000 records",
    unit: "page",
    sizes: [1, 2, 5, 10, 25, 50],
    peakGrows: inOneProcess,
  },
  {
    name: "parts",
    what: "an import of so many parts of 100 rows",
    unit: "part",
    sizes: [1, 10, 100, 1_000],
    peakGrows: inOneProcess,
  },
  {
    name: "journeys",
    what: "the list of so many journeys in the folder",
    unit: "journey",
    sizes: [1, 10, 100, 1_000, 10_000],
  },
]
