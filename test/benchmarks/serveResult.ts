import { createServer, type ServerResponse } from "node:http"

const id = "4150868000005376042"

/** Answers as Zoho does for one completed job of contacts, and hands out its result; says its address first. */
export const serveResult = (rows: number, send: (response: ServerResponse) => unknown): void => {
  const job = JSON.stringify({
    data: [
      {
        id,
        operation: "read",
        state: "COMPLETED",
        result: {
          page: 1,
          count: rows,
          download_url: `/crm/bulk/v8/read/${id}/result`,
          per_page: rows,
          more_records: false,
        },
        query: { module: { api_name: "Contacts" }, page: 1 },
        created_by: { id: "4150868000000225013", name: "Patricia Boyle" },
        created_time: "2026-11-25T11:12:13+05:30",
        file_type: "csv",
      },
    ],
  })
  const server = createServer((request, response) => {
    if (request.url?.endsWith("/result")) return void send(response)
    return response.writeHead(200, { "content-type": "application/json" }).end(job)
  })
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}`)
  })
}
