import { parametersOf } from './python.js';

/** @typedef {import('../experiment/index.js').Experiment} Experiment */

/**
 * An update as torch.optim has it, and so Strata. It is for optimisers whose rule in Keras is another one.
 * @typedef {object} Rule
 * @property {string} differs what Keras does otherwise
 * @property {string[]} states names of what is kept for each parameter
 * @property {string[]} lines of Python, from w, g, lr and the states, before anything is assigned; `new_` and a state's
 *   name, or w, is what is assigned in the end
 */

/** @type {Readonly<Record<string, (p: Record<string, any>) => Rule>>} */
const rules = {
  sgd: ({ momentum, nesterov }) => ({
    differs: 'keeps steps instead of gradients, and decays weights apart from them',
    states: ['buffer'],
    lines: [
      `new_buffer = ${real(momentum)} * buffer + g`,
      `new_w = w - lr * ${nesterov ? `(g + ${real(momentum)} * new_buffer)` : 'new_buffer'}`,
    ],
  }),
  adam,
  adamw: adam,
  rmsprop: ({ alpha, eps, momentum }) => ({
    differs: 'adds eps under the root',
    states: momentum > 0 ? ['average', 'buffer'] : ['average'],
    lines: [
      `new_average = ${real(alpha)} * average + (1 - ${real(alpha)}) * g * g`,
      `${momentum > 0 ? `new_buffer = ${real(momentum)} * buffer +` : 'move ='} g / (ops.sqrt(new_average) + ${real(eps)})`,
      `new_w = w - lr * ${momentum > 0 ? 'new_buffer' : 'move'}`,
    ],
  }),
  adagrad: ({ eps }) => ({
    differs: 'adds eps under the root',
    states: ['total'],
    lines: [
      'new_total = total + g * g',
      `new_w = w - lr * g / (ops.sqrt(new_total) + ${real(eps)})`,
    ],
  }),
  adadelta: ({ rho, eps }) => ({
    differs: 'decays weights apart from the gradient',
    states: ['average', 'moves'],
    lines: [
      `new_average = ${real(rho)} * average + (1 - ${real(rho)}) * g * g`,
      `move = ops.sqrt(moves + ${real(eps)}) / ops.sqrt(new_average + ${real(eps)}) * g`,
      `new_moves = ${real(rho)} * moves + (1 - ${real(rho)}) * move * move`,
      'new_w = w - lr * move',
    ],
  }),
};

/** @param {Record<string, any>} parameters @returns {Rule} */
function adam({ betas: [first, second], eps }) {
  return {
    differs: 'adds eps before it corrects the second moment',
    states: ['mean', 'square'],
    lines: [
      't = ops.cast(self.iterations + 1, w.dtype)',
      `new_mean = ${real(first)} * mean + (1 - ${real(first)}) * g`,
      `new_square = ${real(second)} * square + (1 - ${real(second)}) * g * g`,
      `root = ops.sqrt(new_square / corrected(${real(second)}, t)) + ${real(eps)}`,
      `new_w = w - lr * new_mean / corrected(${real(first)}, t) / root`,
    ],
  };
}

/**
 * @param {number} value
 * @returns {string} a float of Python: Keras refuses whole numbers for some settings
 */
export function real(value) {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/**
 * @param {Experiment} experiment
 * @returns {string} the function `make_optimizer`, and the classes that it needs
 */
export function optimizerOf({ optimizer, schedule, clip }) {
  const { name } = optimizer;
  const parameters = parametersOf(optimizer);
  const steady = schedule.name === 'constant' && schedule.warmup === 0;
  const own = kerasOwn(name, parameters, steady);
  const base = own?.name ?? 'TorchRule';
  const bound = /** @type {Record<string, number>} */ (/** @type {unknown} */ (clip));
  const settings = [`learning_rate=${real(Number(parameters.lr))}`, ...(own?.settings ?? [])];
  if (clip.name === 'value') settings.push(`clipvalue=${real(Number(bound.clip_value))}`);
  const used = clip.name === 'norm' ? 'Clipped' : base;
  return `${own ? '' : ruleClass(name, parameters)}${clip.name === 'norm' ? clipped(base, Number(bound.max_norm)) : ''}
def make_optimizer():
    return ${used}(${settings.join(', ')})
`;
}

/**
 * @param {string} name
 * @param {Record<string, any>} parameters
 * @param {boolean} steady whether the learning rate never changes
 * @returns {{ name: string, settings: string[] } | undefined} Keras's own optimiser, where its rule is the same
 */
function kerasOwn(name, { momentum, nesterov, weight_decay, rho, eps }, steady) {
  if (name === 'sgd' && (momentum === 0 || (steady && weight_decay === 0))) {
    const moving = `momentum=${real(momentum)}, nesterov=${nesterov && momentum > 0 ? 'True' : 'False'}`;
    const decay = weight_decay > 0 ? [`weight_decay=${real(weight_decay)}`] : [];
    return { name: 'keras.optimizers.SGD', settings: [moving, ...decay] };
  }
  if (name === 'adadelta' && weight_decay === 0) {
    const settings = [`rho=${real(rho)}`, `epsilon=${real(eps)}`];
    return { name: 'keras.optimizers.Adadelta', settings };
  }
  return undefined;
}

/** @param {string} name @param {Record<string, any>} parameters */
function ruleClass(name, parameters) {
  const { differs, states, lines } = /** @type {(p: object) => Rule} */ (rules[name])(parameters);
  const decay = parameters.weight_decay > 0 ? real(parameters.weight_decay) : undefined;
  const decayed = name === 'adamw' ? `w = w * (1 - lr * ${decay})` : `g = g + ${decay} * w`;
  return `class TorchRule(keras.optimizers.Optimizer):
    """${name} as in torch.optim and Strata. Keras's own ${differs}."""

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
${states.map((state) => `        self.${state} = [self.add_variable_from_reference(each, "${state}") for each in variables]\n`).join('')}
    def update_step(self, gradient, variable, learning_rate):
        i = self._get_variable_index(variable)
        w, g, lr = ops.convert_to_tensor(variable), gradient, ops.cast(learning_rate, variable.dtype)
        ${states.join(', ')} = ${states.map((state) => `ops.convert_to_tensor(self.${state}[i])`).join(', ')}
${[...(decay ? [decayed] : []), ...lines].map((line) => `        ${line}\n`).join('')}${states.map((state) => `        self.assign(self.${state}[i], new_${state})\n`).join('')}        self.assign(variable, new_w)


`;
}

/** @param {string} base class @param {number} most */
function clipped(base, most) {
  return `class Clipped(${base}):
    """Clips all gradients by their common norm, as torch.nn.utils.clip_grad_norm_."""

    def apply(self, grads, trainable_variables=None):
        norm = ops.sqrt(sum(ops.sum(each * each) for each in grads))
        scale = ops.minimum(1.0, ${real(most)} / (norm + 1e-6))
        super().apply([each * scale for each in grads], trainable_variables)


`;
}
