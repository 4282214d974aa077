import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

const insert = ["--module", "Leads", "--operation", "insert"]

const leads = 'Last_Name,Company,Email\nBoyle,Zylker,p@example.org\nNobody,,n@example.org\n"O\'Neill, Jr.",Zylker,\n'

/** Imports, whole and broken off. */
export const importing: ReadonlyArray<Case> = [
  {
    title: "`import` says what became of every row, and keeps what was not taken",
    env: withToken,
    files: { "leads.csv": leads },
    zoho: emulated(),
    steps: [
      { args: ["import", "leads.csv", ...insert, "--rejects", "rejects.csv"], exitCode: 8 },
      { args: ["import", "leads.csv", ...insert, "--jsonl", "--rejects", "rejects.csv"], exitCode: 8 },
    ],
  },
  {
    title: "`import` reads stdin, in either format, and columns by a map",
    env: withToken,
    zoho: emulated(),
    steps: [
      {
        args: ["import", "-", ...insert, "--map", "Surname=Last_Name,Firm=Company,Shoe size=", "--json"],
        stdin: "Surname,Firm,Shoe size\nBoyle,Zylker,42\n",
        exitCode: 0,
      },
      {
        args: ["import", "-", ...insert, "--format", "ndjson"],
        stdin: '{"Last_Name":"Bœyle","Company":"東京商事"}\n',
        exitCode: 0,
      },
      { args: ["import", "-", ...insert, "--format", "csv", "--rejects", "-"], stdin: leads, exitCode: 8 },
      { args: ["import", "-", ...insert], exitCode: 0 },
    ],
  },
  {
    title: "`import` decides by the content what a file is, sends what is meant, and says what stays behind",
    env: withToken,
    files: {
      "leads.csv": "sep=;\r\nSurname;Company;Email;;\r\nBöyle;Zylker;p@example.org;;\r\n;;;;\r\nNobody;;;;\r\n",
      "leads.txt": '[{"Last_Name":"Boyle","Company":"Zylker"},\n{"Last_Name":"Nobody","Company":null}]\n',
      "sheet.csv": "PK\u0003\u0004 [Content_Types].xml",
      "absent.ndjson": '{"Last_Name":"Boyle","Company":"Zylker"}\n{"Last_Name":"Pinto"}\n',
    },
    zoho: emulated(),
    steps: [
      {
        // One row lacks a company, which a plan finds.
        args: ["import", "leads.csv", ...insert, "--map", "Surname=Last_Name", "--only", "Company", "--plan"],
        exitCode: 2,
      },
      {
        args: [
          "import",
          "leads.csv",
          ...insert,
          "--map",
          "Surname=Last_Name",
          "--only",
          "Company",
          "--rejects",
          "r.tsv",
        ],
        exitCode: 8,
      },
      {
        args: ["import", "leads.txt", ...insert, "--encoding", "latin1", "--rejects", "r.ndjson", "--json"],
        exitCode: 8,
      },
      { args: ["import", "sheet.csv", ...insert], exitCode: 2 },
      { args: ["import", "absent.ndjson", ...insert], exitCode: 2 },
      { args: ["import", "leads.txt", ...insert, "--rejects", "r.parquet"], exitCode: 2 },
      { args: ["export", "Leads", "--fields", "Last_Name", "--output", "leads.tsv"], exitCode: 0 },
      { args: ["export", "Leads", "--fields", "Last_Name", "--output", "leads.json"], exitCode: 2 },
    ],
  },
  {
    title: "`import` checks a file before it is sent, and takes labels, lookups and dates as they are spelled",
    env: withToken,
    files: {
      "wrong.csv": "Last Name,Emial,Created Time\nBoyle,p@example.org,2021-01-01T00:00:00Z\n",
      "rows.csv": "Last Name,Company,Email,Date_3\nBoyle,Zylker,p@example.org,03/04/2021\nCole,,none,05/06/2021\n",
      "deal.csv": "Deal Name,Stage,Account_Name.Account_Name,Deal Owner\nA,Qualification,Nobody,ada@example.org\n",
    },
    zoho: emulated(),
    steps: [
      { args: ["import", "wrong.csv", ...insert], exitCode: 2 },
      { args: ["import", "wrong.csv", ...insert, "--check", "--json"], exitCode: 2 },
      { args: ["import", "rows.csv", ...insert, "--check", "--rejects", "found.csv"], exitCode: 2 },
      {
        args: [
          "import",
          "rows.csv",
          ...insert,
          "--date-format",
          "Date_3=dd/MM/yyyy",
          "--time-zone",
          "Europe/Berlin",
          "--results",
          "results.ndjson",
          "--max-credits",
          "600",
        ],
        exitCode: 8,
      },
      { args: ["import", "rows.csv", ...insert, "--no-check", "--results", "results.csv", "--again"], exitCode: 2 },
      {
        args: ["import", "deal.csv", "--module", "Deal", "--operation", "insert", "--lookup", "Deal Owner=email"],
        exitCode: 8,
      },
    ],
  },
  {
    title: "`import` finds records by a field, and leaves alone what an empty cell names",
    env: withToken,
    zoho: emulated(),
    steps: [
      {
        args: [
          "import",
          "-",
          "--module",
          "Leads",
          "--operation",
          "upsert",
          "--find-by",
          "Email",
          "--ignore-empty",
          "--json",
        ],
        stdin: "Email,Last_Name,Company\nlead1@example.com,Boyle,\nnew@example.org,New,Zylker\n",
        exitCode: 0,
      },
      { args: ["export", "Leads", "--fields", "Email,Last_Name,Company", "--where", "Last_Name = Boyle"], exitCode: 0 },
      { args: ["import", "-", "--module", "Leads", "--operation", "update"], stdin: leads, exitCode: 2 },
    ],
  },
  {
    title: "`import` plans and explains, and refuses a file that cannot be read",
    files: { "leads.csv": leads, "ragged.csv": "A,B\n1,2\n\n3\n" },
    steps: [
      { args: ["import", "leads.csv", ...insert, "--plan"], exitCode: 0 },
      {
        args: [
          "import",
          "leads.csv",
          ...insert,
          "--explain",
          "--ignore-empty",
          "--map",
          "Last_Name=Last_Name",
          "--emulator",
        ],
        exitCode: 0,
      },
      { args: ["import", "ragged.csv", ...insert, "--emulator", "--json"], exitCode: 2 },
      { args: ["import", "leads.csv", ...insert, "--rejects", "leads.csv", "--emulator"], exitCode: 2 },
    ],
  },
  {
    title: "`import` ends with code 5 where a job failed",
    env: withToken,
    files: { "leads.csv": leads },
    zoho: emulated({ faults: [{ does: "job-fails" }] }),
    steps: [{ args: ["import", "leads.csv", ...insert, "--again", "--timeout", "1h"], exitCode: 5 }],
  },
  {
    title: "`resume` goes on with an import whose order's answer was lost",
    env: withToken,
    files: { "leads.csv": leads },
    zoho: emulated({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] }),
    steps: [
      { args: ["import", "leads.csv", ...insert, "--rejects", "rejects.csv"], exitCode: 9 },
      { args: ["import", "leads.csv", ...insert], exitCode: 2 },
      { args: ["resume", "--adopt", "4150868000009000002", "--json"], exitCode: 8 },
    ],
  },
]
