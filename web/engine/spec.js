import { StrataError } from './errors.js';
import { Status } from './exports.js';
import { rowIndex, tables } from './tables.js';

/** @typedef {import('./experiment/index.js').Sections} Sections */
/** @typedef {import('./experiment/index.js').Named} Named */
/** @typedef {import('./tables.js').Param} Param */
/** @typedef {import('./exports.js').EngineExports} EngineExports */

/**
 * Parameters as the numbers the engine takes: choices by position, flags as 0 and 1.
 * @param {readonly Param[]} params of a row
 * @param {Readonly<Record<string, unknown>>} values checked values by name; `betas[0]` is the first element of `betas`
 * @returns {number[]}
 */
export function paramNumbers(params, values) {
  return params.map((param) => {
    const [, array = param.name, index] = /^(\w+)\[(\d+)\]$/.exec(param.name) ?? [];
    const whole = values[array];
    const value =
      index === undefined ? whole : /** @type {readonly unknown[]} */ (whole)[Number(index)];
    return param.choices ? param.choices.indexOf(String(value)) : Number(value);
  });
}

/**
 * Writes a specification into the record at `spec`.
 * @param {EngineExports} c
 * @param {number} spec address of strata_spec_bytes() zeroed bytes
 * @param {Sections} sections
 * @param {number} input numbers per input row
 */
export function writeSpec(c, spec, sections, input) {
  const { layers, loss, optimizer, init, seed } = sections;
  const opt = rowIndex(tables.optimizers, optimizer.name);
  const initializer = rowIndex(tables.initializers, init.name);
  c.strata_spec_set(
    spec,
    input,
    layers.length,
    rowIndex(tables.losses, loss),
    opt,
    initializer,
    seed,
  );
  layers.forEach((layer, i) => {
    if (layer.type === 'linear') {
      c.strata_spec_layer(spec, i, 0, layer.units, Number(layer.bias), 0, 0, 0);
      return;
    }
    const act = rowIndex(tables.activations, layer.name);
    const [a = 0, b = 0] = paramNumbers(tables.activations[act]?.params ?? [], layer);
    c.strata_spec_layer(spec, i, 1, 0, 0, act, a, b);
  });
  writeHyper(c, spec, sections);
  paramNumbers(tables.initializers[initializer]?.params ?? [], init).forEach((value, i) => {
    c.strata_spec_init_param(spec, i, value);
  });
}

/**
 * @param {EngineExports} c
 * @param {number} spec
 * @param {Pick<Sections, 'optimizer' | 'schedule' | 'clip'>} sections
 */
export function writeHyper(c, spec, { optimizer, schedule, clip }) {
  const { optimizers, schedules, clips } = tables;
  c.strata_spec_schedule(spec, rowIndex(schedules, schedule.name), rowIndex(clips, clip.name));
  numbersOf(optimizers, optimizer).forEach((value, i) => {
    c.strata_spec_hyper(spec, i, value);
  });
  numbersOf(schedules, schedule).forEach((value, i) => {
    c.strata_spec_schedule_param(spec, i, value);
  });
  numbersOf(clips, clip).forEach((value, i) => {
    c.strata_spec_clip_param(spec, i, value);
  });
}

/**
 * @param {readonly { name: string, params: readonly Param[] }[]} rows
 * @param {Named} value one of them
 */
function numbersOf(rows, value) {
  return paramNumbers(rows[rowIndex(rows, value.name)]?.params ?? [], value);
}

/**
 * The engine's own check, behind the document's: whatever slips through is refused here.
 * @param {EngineExports} c
 * @param {number} status
 * @param {number} why address of the record of the refusal
 * @throws {StrataError} `engine-spec`
 */
export function demandAccepted(c, status, why) {
  if (status === Status.OK) return;
  const [layer, field, value] = [c.strata_why(why, 0), c.strata_why(why, 1), c.strata_why(why, 2)];
  const path = layer < 0 ? '' : `layers[${layer}]`;
  throw new StrataError(
    'engine-spec',
    `The engine refuses ${path || 'the network'}: field ${field} is ${value}.`,
    {
      path,
    },
  );
}

/**
 * Lays a network out in the engine's memory, with parameters drawn from its seed.
 *
 * @param {import('./engine.js').Engine} engine
 * @param {Sections} sections
 * @param {number} input numbers per input row
 * @returns {{ block: number, net: number }} address of its memory, to be released, and of the network in it
 * @throws {StrataError} `engine-spec`, `memory`
 */
export function buildNetwork({ c, heap }, sections, input) {
  return heap.borrow([c.strata_spec_bytes(), c.strata_why_bytes()], (spec = 0, why = 0) => {
    heap.u8(spec, c.strata_spec_bytes()).fill(0);
    writeSpec(c, spec, sections, input);
    demandAccepted(c, c.strata_check(spec, why), why);
    const bytes = c.strata_bytes(spec);
    if (bytes === 0) {
      const message = 'This network needs more than the 4 GB that WebAssembly can hold.';
      throw new StrataError('memory', message);
    }
    const block = heap.allocate(bytes);
    return { block, net: c.strata_init(block, bytes, spec) };
  });
}
