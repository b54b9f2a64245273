/** What snapshots tell. */

/** @typedef {import('./session.js').Session} Session */

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
 * @param {import('./protocol.js').Phase} phase
 */
export function told(session, phase) {
  return {
    fingerprint: phase === 'running' ? null : (session?.fingerprint() ?? null),
    step: session?.step ?? 0,
    epoch: session?.epochs ?? 0,
    stepsPerEpoch: session?.run.stepsPerEpoch ?? 0,
    imagesPerEpoch: session?.store.capacity('train') ?? 0,
    pristine: session?.pristine ?? true,
    inherited: session?.inherited ?? null,
    losses: session?.losses.take() ?? new Float64Array(),
    tests: session?.tests.splice(0) ?? [],
    imagesPerSecond: session?.speed.perSecond ?? null,
    nonFinite: session?.nonFinite ?? null,
    found: session?.found ?? [],
  };
}

/**
 * What a snapshot tells of the rest.
 *
 * @param {import('../engine/engine.js').Engine | null} engine
 * @param {import('./feed.js').Supply | null} feed
 * @param {import('./protocol.js').Fault | null} fault
 */
export function toldOf(engine, feed, fault) {
  return {
    data: feed?.state ?? noData(),
    fault,
    kernels: engine?.kernels ?? '',
    backend: engine?.backend ?? null,
    memory: engine?.memoryBytes ?? 0,
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
  if (session.reached) return 'reached';
  return session.epochs >= epochGoal ? 'finished' : 'paused';
}
