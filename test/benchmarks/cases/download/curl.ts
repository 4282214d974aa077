/** `curl` fetches a result, and `unzip` unpacks it. */
import { measureDownload } from "../../measureDownload.ts"

const script =
  'curl -sf -H "Authorization: Zoho-oauthtoken emulator" -o "$2/rows.zip" "$1/result" && unzip -p "$2/rows.zip" > "$2/rows.csv"'

await measureDownload((origin, folder) => ["sh", "-c", script, "sh", origin, folder])
