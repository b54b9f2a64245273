/**
 * What the wasm modules export; see c/wasm.c and c/strata.h. Every pointer is an address for a Heap, 0 meaning none.
 *
 * @typedef {object} EngineExports
 * @property {WebAssembly.Memory} memory
 * @property {WebAssembly.Global} __heap_base
 * @property {() => number} strata_row_count
 * @property {(act: number, a: number, b: number, n: number, x: number, y: number) => void} strata_activate
 * @property {(act: number, a: number, b: number, n: number, x: number, y: number, d: number) => void} strata_activate_grad
 * @property {() => number} strata_spec_bytes
 * @property {(spec: number, input: number, layers: number, loss: number, optimizer: number, init: number, seed: number) => void} strata_spec_set
 * @property {(spec: number, i: number, value: number) => void} strata_spec_hyper
 * @property {(spec: number, i: number, value: number) => void} strata_spec_init_param
 * @property {(spec: number, schedule: number, clip: number) => void} strata_spec_schedule
 * @property {(spec: number, i: number, value: number) => void} strata_spec_schedule_param
 * @property {(spec: number, i: number, value: number) => void} strata_spec_clip_param
 * @property {(spec: number, i: number, type: number, units: number, bias: number, activation: number, a: number, b: number) => void} strata_spec_layer
 * @property {() => number} strata_why_bytes
 * @property {(why: number, field: number) => number} strata_why
 * @property {(spec: number, why: number) => number} strata_check
 * @property {(spec: number) => number} strata_bytes
 * @property {(block: number, bytes: number, spec: number) => number} strata_init
 * @property {(net: number, spec: number, why: number) => number} strata_set_hyper
 * @property {() => number} strata_report_bytes
 * @property {(report: number) => void} strata_report_clear
 * @property {(report: number, field: number) => number} strata_report
 * @property {(report: number, loss: number, steps: number, last: number) => void} strata_report_set
 * @property {(net: number, pixels: number, numbers: number, labels: number, targets: number, n: number, report: number) => number} strata_step
 * @property {(net: number, pixels: number, packed: number, numbers: number, labels: number, targets: number, order: number, count: number, batch: number, report: number) => number} strata_train
 * @property {(pixels: number, n: number, input: number) => number} strata_pack_words
 * @property {(pixels: number, n: number, input: number, out: number, lists: number) => void} strata_pack
 * @property {(net: number, pixels: number, numbers: number, n: number, probabilities: number, outputs: number) => void} strata_forward
 * @property {(net: number, pixels: number, packed: number, numbers: number, labels: number, targets: number, n: number, report: number, confusion: number, verdicts: number) => number} strata_evaluate
 * @property {(net: number, pixels: number, numbers: number, n: number, outputs: number) => void} strata_trace
 * @property {(net: number, layer: number) => number} strata_sensitivity_floats
 * @property {(net: number, layer: number, first: number, count: number, pixels: number, numbers: number, n: number, rows: number, scratch: number) => number} strata_sensitivity
 * @property {(pixels: number, labels: number, n: number, input: number, first: number, pixelShare: number, labelShare: number, classes: number, classCount: number, seed: number) => void} strata_spoil
 * @property {(set: number, test: number, noise: number, labelShare: number, seed: number, first: number, n: number, inputs: number, labels: number, targets: number) => number} strata_generate
 * @property {(order: number, n: number, block: number, seed: number, epoch: number) => void} strata_shuffle
 * @property {(net: number) => number} strata_output
 * @property {(net: number, i: number, field: number) => number} strata_tensor
 * @property {(net: number, i: number, part: number, out: number) => number} strata_get_tensor
 * @property {(net: number, i: number, part: number, values: number) => number} strata_set_tensor
 * @property {(net: number) => number} strata_steps
 * @property {(net: number, steps: number) => void} strata_go_on
 * @property {(net: number, hash: number) => void} strata_fingerprint
 * @property {(net: number, i: number, part: number, low: number, high: number, bins: number, counts: number, out: number) => number} strata_tensor_summary
 * @property {() => number} strata_view_bytes
 * @property {(net: number, pixels: number, numbers: number, n: number, flatBelow: number, range: number, bins: number, counts: number, marks: number, views: number) => void} strata_observe
 * @property {(net: number, pixels: number, packed: number, numbers: number, n: number, counts: number) => void} strata_active
 * @property {(net: number, on: number) => void} strata_watch
 * @property {(net: number, layer: number, out: number) => number} strata_norms
 * @property {(net: number, first: number, last: number) => number} strata_collapse_floats
 * @property {(net: number, first: number, last: number, over: number, weight: number, bias: number, scratch: number) => number} strata_collapse
 */

/** st_status, in c/strata.h's order. */
export const Status = Object.freeze({
  OK: 0,
  SPEC: 1,
  MEMORY: 2,
  LABEL: 3,
  TARGETS: 4,
  TENSOR: 5,
  NONFINITE: 6,
  NOT_LINEAR: 7,
});

/** st_what: kinds of non-finite numbers. @type {readonly ('weight' | 'activation' | 'gradient' | undefined)[]} */
export const whats = [undefined, 'weight', 'activation', 'gradient'];
