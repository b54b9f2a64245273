import { StrataError } from './errors.js';
import { sentence } from './sentences.js';

const ALIGN = 64;
const PAGE = 65536;

/**
 * The memory of one wasm module. C never allocates: blocks are handed out here, and memory grows only here.
 *
 * Growing detaches every view, so a view is made when it is used and forgotten in the same turn; what lives longer is a
 * copy.
 */
export class Heap {
  /** Free blocks by address, no two of them touching. @type {{ at: number, bytes: number }[]} */
  #free = [];
  /** Sizes of the blocks in use, by address. @type {Map<number, number>} */
  #used = new Map();
  /** Where the part begins that was never handed out. */
  #top;
  #memory;

  /**
   * @param {WebAssembly.Memory} memory
   * @param {number} base first byte that is free for use
   */
  constructor(memory, base) {
    this.#memory = memory;
    this.#top = roundUp(base);
  }

  /** Bytes of memory that the module holds, used or not. */
  get bytes() {
    return this.#memory.buffer.byteLength;
  }

  /**
   * A block whose content is arbitrary, at a multiple of 64.
   * @param {number} bytes
   * @returns {number} its address
   * @throws {StrataError} `memory`: the machine does not give as much
   */
  allocate(bytes) {
    const size = roundUp(Math.max(bytes, 1));
    const slot = this.#free.findIndex((block) => block.bytes >= size);
    const block = this.#free[slot];
    if (block) {
      const { at } = block;
      if (block.bytes === size) this.#free.splice(slot, 1);
      else this.#free[slot] = { at: at + size, bytes: block.bytes - size };
      this.#used.set(at, size);
      return at;
    }
    return this.#extend(size);
  }

  /** @param {number} at address of a block in use */
  release(at) {
    const bytes = this.#used.get(at);
    if (bytes === undefined) return;
    this.#used.delete(at);
    let slot = this.#free.findIndex((block) => block.at > at);
    if (slot < 0) slot = this.#free.length;
    this.#free.splice(slot, 0, { at, bytes });
    this.#join(slot);
    this.#join(slot - 1);
    const last = this.#free.at(-1);
    if (last && last.at + last.bytes === this.#top) {
      this.#top = last.at;
      this.#free.pop();
    }
  }

  /**
   * Runs `work` with blocks of these sizes and gives them back afterwards.
   * @template T
   * @param {number[]} sizes bytes
   * @param {(...addresses: number[]) => T} work
   * @returns {T}
   */
  borrow(sizes, work) {
    /** @type {number[]} */
    const blocks = [];
    try {
      for (const size of sizes) blocks.push(this.allocate(size));
      return work(...blocks);
    } finally {
      for (const block of blocks) this.release(block);
    }
  }

  /** @param {number} at @param {number} length */
  u8(at, length) {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  /** @param {number} at @param {number} length */
  u32(at, length) {
    return new Uint32Array(this.#memory.buffer, at, length);
  }

  /** @param {number} at @param {number} length */
  f32(at, length) {
    return new Float32Array(this.#memory.buffer, at, length);
  }

  /** @param {number} at @param {number} length */
  f64(at, length) {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  /** @param {number} size */
  #extend(size) {
    const at = this.#top;
    const missing = at + size - this.bytes;
    if (missing > 0) {
      try {
        this.#memory.grow(Math.ceil(missing / PAGE));
      } catch (cause) {
        const megabytes = Math.ceil(size / 2 ** 20);
        throw new StrataError('memory', sentence('error.memory', { megabytes }), { cause });
      }
    }
    this.#top = at + size;
    this.#used.set(at, size);
    return at;
  }

  /** Makes one block of a free block and its neighbour, if they touch. @param {number} slot */
  #join(slot) {
    const [block, next] = [this.#free[slot], this.#free[slot + 1]];
    if (!block || !next || block.at + block.bytes !== next.at) return;
    this.#free.splice(slot, 2, { at: block.at, bytes: block.bytes + next.bytes });
  }
}

/** @param {number} bytes */
function roundUp(bytes) {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}
