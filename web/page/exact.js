// The engine for a browser without relaxed SIMD, or a processor that rounds twice: each multiply-add becomes a call of the function that computes
// it exactly. The instruction and the call are of the same length, so that nothing else moves.
// Binary format: https://webassembly.github.io/spec/core/binary/

const kNone = 0, kNumber = 1, kTwoNumbers = 2;
const kCodes = 10, kExports = 7;

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 8;  // behind magic and version
  }
  number() {
    let value = 0, shift = 0, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte & 0x80);
    return value;
  }
  skipNumbers(count) {
    for (let k = 0; k < count; ++k) while (this.bytes[this.at++] & 0x80);
  }
}

/** How many numbers follow an instruction; null where that is not all. */
function immediates(code) {
  if (code >= 0x45 && code <= 0xc4) return kNone;
  if (code >= 0x28 && code <= 0x3e) return kTwoNumbers;
  if (code >= 0x20 && code <= 0x26) return kNumber;
  switch (code) {
    case 0x00: case 0x01: case 0x05: case 0x0b: case 0x0f: case 0x19: case 0x1a: case 0x1b: case 0xd1:
      return kNone;
    case 0x02: case 0x03: case 0x04: case 0x06: case 0x07: case 0x08: case 0x09: case 0x0c: case 0x0d: case 0x10: case 0x18: case 0x3f: case 0x40:
    case 0x41: case 0x42: case 0xd0: case 0xd2:
      return kNumber;
    case 0x11:
      return kTwoNumbers;
    default:
      return null;
  }
}

const kBulk = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

function skipVector(reader) {
  const code = reader.number();
  if (code <= 11 || code === 92 || code === 93) reader.skipNumbers(2);
  else if (code === 12 || code === 13) reader.at += 16;
  else if (code >= 21 && code <= 34) reader.at += 1;
  else if (code >= 84 && code <= 91) { reader.skipNumbers(2); reader.at += 1; }
  else if (code > 0x113) throw new Error(`unknown vector instruction ${code}`);
  return code;
}

function skipInstruction(reader) {
  const code = reader.bytes[reader.at++];
  const count = immediates(code);
  if (count !== null) reader.skipNumbers(count);
  else if (code === 0x43) reader.at += 4;
  else if (code === 0x44) reader.at += 8;
  else if (code === 0x0e) reader.skipNumbers(reader.number() + 1);
  else if (code === 0x1c) reader.skipNumbers(reader.number());
  else if (code === 0xfc) reader.skipNumbers(kBulk[reader.number()]);
  else if (code === 0xfd) return skipVector(reader) === 0x107;
  else throw new Error(`unknown instruction ${code}`);
  return false;
}

/** visit(id, end) with the reader at the contents of each section. */
function eachSection(bytes, visit) {
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const id = bytes[reader.at++], size = reader.number(), end = reader.at + size;
    visit(id, reader, end);
    reader.at = end;
  }
}

function exportedFunction(bytes, wanted) {
  let found = null;
  eachSection(bytes, (id, reader) => {
    if (id !== kExports) return;
    for (let count = reader.number(); count > 0; --count) {
      const length = reader.number(), name = new TextDecoder().decode(bytes.subarray(reader.at, reader.at + length));
      reader.at += length;
      const kind = bytes[reader.at++], index = reader.number();
      if (kind === 0 && name === wanted) found = index;
    }
  });
  if (found === null || found >= 1 << 14) throw new Error(`no function ${wanted} that three bytes can call`);
  return found;
}

/** The module's bytes with exact multiply-adds; `bytes` are changed. */
export function madeExact(bytes) {
  const index = exportedFunction(bytes, "multiply_add_exactly");
  eachSection(bytes, (id, reader) => {
    if (id !== kCodes) return;
    for (let count = reader.number(); count > 0; --count) {
      const size = reader.number(), end = reader.at + size;
      for (let locals = reader.number(); locals > 0; --locals) {
        reader.skipNumbers(1);
        reader.at += 1;
      }
      while (reader.at < end) {
        const begin = reader.at;
        if (!skipInstruction(reader)) continue;
        if (reader.at !== begin + 3) throw new Error("a multiply-add is longer than a call");
        bytes.set([0x10, (index & 0x7f) | 0x80, index >> 7], begin);
      }
      if (reader.at !== end) throw new Error("a function ends within an instruction");
    }
  });
  return bytes;
}
