/** Answers to the page's questions. */

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./session.js').Session} Session */

/**
 * @param {Session | null} session
 * @param {number} most how many images
 * @returns {{ images: Uint8Array, labels: Uint8Array } | null} of the last step's batch; null if they have not arrived
 */
export function batchOf(session, most) {
  if (!session) return null;
  const { store } = session;
  const indices = session.run.lastBatch.subarray(0, most);
  if (indices.some((index) => index >= store.count('train'))) return null;
  const images = new Uint8Array(indices.length * store.input);
  const labels = new Uint8Array(indices.length);
  for (const [to, index] of indices.entries()) {
    const one = store.read('train', index, 1);
    images.set(one.images, to * store.input);
    labels.set(one.labels, to);
  }
  return { images, labels };
}

/**
 * @param {Engine} engine
 * @param {string} name of an activation
 * @param {Record<string, number | string>} parameters
 * @param {{ reach: number, count: number }} options over −reach … reach in `count` points
 * @returns {import('./protocol.js').Curve}
 */
export function curveOf(engine, name, parameters, { reach, count }) {
  const x = Float32Array.from({ length: count }, (_, i) => reach * ((2 * i) / (count - 1) - 1));
  return {
    f: engine.activate(name, parameters, x),
    slope: engine.activateGrad(name, parameters, x),
  };
}

/** @returns {import('./protocol.js').DataState} before there is any */
export function noData() {
  return {
    train: 0,
    test: 0,
    trainGoal: 0,
    testGoal: 0,
    bytes: 0,
    bytesGoal: 0,
    retrying: null,
    failure: null,
  };
}

/**
 * A session's part of a snapshot. Points are told once.
 *
 * @param {Session | null} session
 */
export function told(session) {
  return {
    step: session?.step ?? 0,
    epoch: session?.epochs ?? 0,
    stepsPerEpoch: session?.run.stepsPerEpoch ?? 0,
    pristine: session?.pristine ?? true,
    inherited: session?.inherited ?? null,
    losses: session?.losses.take() ?? new Float64Array(),
    tests: session?.tests.splice(0) ?? [],
    imagesPerSecond: session?.speed.perSecond ?? null,
    nonFinite: session?.nonFinite ?? null,
  };
}

/**
 * @param {Session | null} session
 * @param {number} goal step until which it is to train
 * @param {number} epochGoal epochs after which it is finished
 * @returns {import('./protocol.js').Phase}
 */
export function phaseOf(session, goal, epochGoal) {
  if (!session) return 'loading';
  if (session.nonFinite) return 'nonfinite';
  if (session.step < goal) return session.starved ? 'waiting' : 'running';
  if (session.step === 0) return 'ready';
  return session.epochs >= epochGoal ? 'finished' : 'paused';
}
