/** Answers for one completed job of 200,000 contacts, and hands out its archive; says its address first. */
import { contacts } from "./samples/contacts.ts"
import { serveResult } from "./serveResult.ts"

const { archive, rows } = contacts()

serveResult(rows, (response) => response.end(archive))
