/** The lessons, in their order. Each is a module of its own, read when it is opened. */

/** @typedef {{ name: string, load: () => Promise<{ default: unknown }> }} Entry */

/** @type {readonly Entry[]} */
export const lessons = [
  { name: 'batch-is-a-matrix', load: () => import('./01-batch.js') },
  { name: 'one-layer', load: () => import('./02-one-layer.js') },
  { name: 'linear-stack', load: () => import('./03-linear-stack.js') },
  { name: 'square-explodes', load: () => import('./04-square.js') },
  { name: 'sigmoid', load: () => import('./05-sigmoid.js') },
  { name: 'vanishing-gradients', load: () => import('./06-vanishing.js') },
  { name: 'relu', load: () => import('./07-relu.js') },
  { name: 'dead-units', load: () => import('./08-dead-units.js') },
  { name: 'leaky-relu', load: () => import('./09-leaky-relu.js') },
  { name: 'piecewise-linear', load: () => import('./10-piecewise-linear.js') },
  { name: 'other-shapes', load: () => import('./11-other-shapes.js') },
  { name: 'bound-the-output', load: () => import('./12-bound-the-output.js') },
  { name: 'start-right', load: () => import('./13-start-right.js') },
];
