// The bytes of a WebAssembly module as functions. It stands by itself, so that reading waits for no engine.

/** Compiles and instantiates a module. @param host  what it imports. @throws WebAssembly.CompileError where a machine does not know its instructions. */
export function instantiated(bytes: Uint8Array, host: WebAssembly.ModuleImports): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {host}).exports
}
