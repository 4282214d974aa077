const [origin, id] = process.argv.slice(2)
const response = await fetch(`${origin}/crm/bulk/v8/write/${id}`, {
  headers: { authorization: "Zoho-oauthtoken emulator" },
})
console.log(await response.text())
