import * as Z from "@zohocrm/typescript-sdk-8.0"

/** Keeps the one token in memory; without an id it would be saved again with every call. */
const memoryStore = () => {
  const tokens: Array<{ setId: (id: string) => void }> = []
  return {
    findToken: async () => tokens[0] ?? null,
    findTokenById: async () => tokens[0] ?? null,
    saveToken: async (token: { setId: (id: string) => void }) => {
      token.setId("1")
      tokens[0] = token
    },
    deleteToken: async () => {},
    deleteTokens: async () => {},
    getTokens: async () => tokens,
  }
}

/** Sets Zoho's own SDK up, once for a process, to ask an origin for everything. */
export const startSdk = async (origin: string): Promise<void> => {
  const token = new Z.OAuthBuilder()
    .clientId("emulator")
    .clientSecret("emulator")
    .refreshToken("emulator")
    .findUser(false)
    .build()
  const builder = await new Z.InitializeBuilder()
  await builder
    .environment(Z.DataCenter.setEnvironment(origin, `${origin}/oauth/v2/token`, origin))
    .token(token)
    .store(memoryStore() as never)
    .logger(new Z.LogBuilder().level(Z.Levels.OFF).build())
    .initialize()
}
