// A worker: the engine, one question after the other.
let engine = null;

/** What the C library asks of a system: there is none. */
function systemOf(module) {
  const noSuchCall = () => 52;
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = name === "proc_exit" ? () => { throw new Error("the engine ended itself"); } : noSuchCall;
    if (name === "environ_sizes_get")
      imports[from][name] = (count, size) => {
        new DataView(engine.memory.buffer).setUint32(count, 0, true);
        new DataView(engine.memory.buffer).setUint32(size, 0, true);
        return 0;
      };
  }
  return imports;
}

function give(text) {
  const bytes = new TextEncoder().encode(text);
  const at = engine.allocate(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}

function take(size) {
  return new TextDecoder().decode(new Uint8Array(engine.memory.buffer, engine.read(), size));
}

function begin({ module, start }) {
  const instance = new WebAssembly.Instance(module, systemOf(module));
  engine = instance.exports;
  engine._initialize();
  if (engine.multiply_add(1 + 2 ** -52, 1 - 2 ** -52, -1) !== -(2 ** -104)) return { message: "multiplying and adding is rounded twice" };
  const size = engine.start(...give(start));
  return size === 0 ? { ready: true } : { message: take(size) };
}

self.onmessage = ({ data }) => {
  try {
    if (data.module) self.postMessage(begin(data));
    else self.postMessage({ id: data.id, answer: JSON.parse(take(engine.ask(...give(JSON.stringify(data.question))))) });
  } catch (error) {
    self.postMessage({ id: data.id, broken: String(error) });
  }
};
