export async function initialiseAuthority(): Promise<void> {}
