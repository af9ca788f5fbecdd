export async function seedDemo(): Promise<void> {
  console.log(JSON.stringify({ logins: [] }));
}
