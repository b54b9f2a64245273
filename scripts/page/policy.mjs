/**
 * What the page may do: load and fetch from its own origin alone, compile WebAssembly, and nothing inline. Sent as a
 * header and built into the page as well, for hosts that send none. Who may show the page in a frame is left open.
 */
export const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
