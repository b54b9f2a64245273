// Run in a process of its own, since a running Node cannot gain or lose relaxed SIMD: trains a little with the kernels
// named in the arguments and prints what came of it. With `blind`, no feature of WebAssembly is found.
import { loadEngine } from '../../web/engine/index.js';
import { act, labels, linear, numbers } from './helpers.js';

const [kernels, blind] = process.argv.slice(2);
const supported = WebAssembly.validate(
  // A function with i32x4.relaxed_trunc_f32x4_s, an instruction of relaxed SIMD.
  Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 11, 1, 9, 0],
    ...[65, 0, 253, 15, 253, 129, 2, 11],
  ),
);
if (blind) WebAssembly.validate = () => false;

const engine = await loadEngine({ kernels: kernels === 'fast' ? 'fast' : 'strict' });
const net = engine.createNetwork(
  { layers: [linear(33), act('gelu'), linear(17), act('tanh'), linear(10)] },
  { input: 100 },
);
const losses = Array.from(
  { length: 40 },
  (_, i) => net.trainBatch(numbers(i, 3200), labels(i, 32, 10)).loss,
);
const { backend, note } = engine;
console.log(
  JSON.stringify({
    kernels: engine.kernels,
    backend,
    note,
    supported,
    losses,
    print: net.fingerprint(),
  }),
);
