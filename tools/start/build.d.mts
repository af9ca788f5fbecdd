/** Builds everything; Nx skips what has not changed. @throws with the compiler's output. */
export function buildAll(options?: { readonly signal?: AbortSignal }): Promise<void>;
