"""The part of Keras 3 that exported scripts use, on torch: for tests where there is no Keras. The rules of its optimisers,
what they refuse, and that train_on_batch gives a running mean follow Keras's documentation and sources; whether a script
runs with Keras itself, only Keras can show."""

import types

import numpy
import torch
import torch.nn.functional as F


class Symbol:
    """What a layer gives before there are numbers: shape [None, width], and a function from the inputs to the value."""

    def __init__(self, width, value):
        self.shape, self.value = (None, width), value

    def __gt__(self, other):
        return delayed(torch.gt)(self, other)

    def __mul__(self, other):
        return delayed(torch.mul)(self, other)


def delayed(function):
    """The function, which given symbols gives a symbol."""

    def call(*args, **settings):
        symbols = [each for each in args if isinstance(each, Symbol)]
        if not symbols:
            return function(*args, **settings)
        value_of = lambda each, feed: each.value(feed) if isinstance(each, Symbol) else each
        return Symbol(symbols[0].shape[1], lambda feed: function(*(value_of(each, feed) for each in args), **settings))

    return call


def tensor_of(value):
    return value if isinstance(value, torch.Tensor) else torch.tensor(numpy.asarray(value))


def one_hot(x, classes):
    return F.one_hot(x.long(), classes).float()


def total(x, axis=None, keepdims=False):
    return x.sum() if axis is None else x.sum(axis, keepdims)


def minimum(x, y):
    return torch.minimum(tensor_of(x), tensor_of(y))


TORCH = "relu selu tanh sigmoid abs exp sin sign where clip sqrt expm1 mean reshape"
ops = types.SimpleNamespace(
    **{name: delayed(getattr(torch, name)) for name in TORCH.split()},
    elu=delayed(F.elu),
    softplus=delayed(F.softplus),
    cast=lambda x, dtype: tensor_of(x).to(getattr(torch, dtype) if isinstance(dtype, str) else dtype),
    convert_to_numpy=lambda x: x.detach().numpy(),
    convert_to_tensor=tensor_of,
    minimum=minimum,
    one_hot=one_hot,
    sum=total,
)

NAMED = {
    "linear": lambda x: x,
    "relu": F.relu,
    "relu6": F.relu6,
    "selu": F.selu,
    "silu": F.silu,
    "mish": F.mish,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "hard_sigmoid": F.hardsigmoid,
    "hard_silu": F.hardswish,
    "exponential": torch.exp,
}
activations = types.SimpleNamespace(gelu=lambda x, approximate: F.gelu(x, approximate="tanh" if approximate else "none"))

LAYERS = {}


class Layer:
    def __init__(self, name=None):
        self.weights = []
        LAYERS[name or f"unnamed_{len(LAYERS)}"] = self

    def __call__(self, x):
        width = self.build(x.shape[1])
        return Symbol(width, lambda feed: self.call(x.value(feed)))

    def build(self, width):
        return width

    def add_weight(self, *shape):
        self.weights.append(torch.zeros(shape, requires_grad=True))

    def set_weights(self, arrays):
        assert [tuple(each.shape) for each in arrays] == [tuple(each.shape) for each in self.weights]
        for weight, array in zip(self.weights, arrays):
            weight.data = torch.tensor(numpy.ascontiguousarray(array))

    def get_weights(self):
        return [weight.detach().numpy() for weight in self.weights]


class Dense(Layer):
    def __init__(self, units, use_bias=True, name=None):
        super().__init__(name)
        self.units, self.use_bias = units, use_bias

    def build(self, width):
        self.add_weight(width, self.units)
        if self.use_bias:
            self.add_weight(self.units)
        return self.units

    def call(self, x):
        return x @ self.weights[0] + (self.weights[1] if self.use_bias else 0)


class Activation(Layer):
    def __init__(self, activation):
        super().__init__()
        self.call = NAMED[activation] if isinstance(activation, str) else activation


class PReLU(Layer):
    def __init__(self, shared_axes, name):
        super().__init__(name)
        assert shared_axes == [1]

    def build(self, width):
        self.add_weight(1)
        return width

    def call(self, x):
        return F.relu(x) - self.weights[0] * F.relu(-x)


def float_setting(value):
    if not isinstance(value, float):
        raise ValueError(f"a float is needed, not {value!r}")
    return value


layers = types.SimpleNamespace(
    Activation=Activation,
    Dense=Dense,
    PReLU=PReLU,
    ELU=lambda alpha=1.0: Activation(lambda x: F.elu(x, alpha)),
    LeakyReLU=lambda negative_slope=0.3: Activation(lambda x: F.leaky_relu(x, negative_slope)),
)

COUNT = [0]


def Input(shape):
    """Its number among the inputs is how many there were before it."""
    number = COUNT[0]
    COUNT[0] += 1
    return Symbol(shape[0], lambda feed: feed[number])


class Model:
    def __init__(self, inputs, outputs):
        COUNT[0] = 0
        self.width = [each.shape[1] for each in inputs]
        self.outputs = outputs
        self.layers, self.seen = dict(LAYERS), []
        LAYERS.clear()

    def get_layer(self, name):
        return self.layers[name]

    def compile(self, optimizer, loss):
        self.optimizer, self.loss = optimizer, loss

    def reset_metrics(self):
        self.seen = []

    def run(self, inputs):
        assert [each.shape[1] for each in inputs] == self.width
        assert all(each.dtype == numpy.float32 for each in inputs)
        return self.outputs.value([torch.tensor(each) for each in inputs])

    def train_on_batch(self, inputs, answers):
        variables = [weight for layer in self.layers.values() for weight in layer.weights]
        loss = self.loss(answers, self.run(inputs))
        gradients = torch.autograd.grad(loss, variables)
        with torch.no_grad():
            self.optimizer.apply(gradients, variables)
        self.seen.append((loss.item(), len(answers)))
        return sum(each * count for each, count in self.seen) / sum(count for _, count in self.seen)

    def predict_on_batch(self, inputs):
        with torch.no_grad():
            return self.run(inputs).numpy()


def loss_class(function):
    """A loss of keras.losses, the mean over what the function gives."""

    def make(**settings):
        return lambda answers, outputs: function(tensor_of(answers), tensor_of(outputs), **settings).mean()

    return make


def sparse_cross_entropy(answers, outputs, from_logits):
    assert from_logits
    return F.cross_entropy(outputs, answers.long(), reduction="none")


def binary_cross_entropy(answers, outputs, from_logits):
    assert from_logits
    return F.binary_cross_entropy_with_logits(outputs, answers, reduction="none")


losses = types.SimpleNamespace(
    SparseCategoricalCrossentropy=loss_class(sparse_cross_entropy),
    BinaryCrossentropy=loss_class(binary_cross_entropy),
    MeanSquaredError=loss_class(lambda answers, outputs: (answers - outputs) ** 2),
    MeanAbsoluteError=loss_class(lambda answers, outputs: (answers - outputs).abs()),
    Huber=loss_class(lambda answers, outputs, delta: F.huber_loss(outputs, answers, reduction="none", delta=delta)),
)


class Optimizer:
    def __init__(self, learning_rate, weight_decay=None, clipvalue=None):
        self.learning_rate = float_setting(learning_rate)
        self.weight_decay, self.clipvalue = weight_decay, clipvalue
        self.iterations, self.built = torch.tensor(0), False

    def build(self, variables):
        self.places = {id(each): i for i, each in enumerate(variables)}
        self.built = True

    def add_variable_from_reference(self, variable, name):
        return torch.zeros_like(variable)

    def _get_variable_index(self, variable):
        return self.places[id(variable)]

    def assign(self, variable, value):
        assert variable.shape == value.shape and variable.dtype == value.dtype
        variable.data.copy_(value)

    def apply(self, grads, trainable_variables=None):
        if not self.built:
            self.build(trainable_variables)
        if self.clipvalue is not None:
            grads = [each.clip(-self.clipvalue, self.clipvalue) for each in grads]
        for variable, gradient in zip(trainable_variables, grads):
            if self.weight_decay is not None:
                self.assign(variable, variable - variable * self.weight_decay * self.learning_rate)
            self.update_step(gradient, variable, torch.tensor(float(self.learning_rate)))
        self.iterations += 1


class SGD(Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, **settings):
        super().__init__(learning_rate, **settings)
        self.momentum, self.nesterov = float_setting(momentum), nesterov

    def build(self, variables):
        super().build(variables)
        self.moves = [torch.zeros_like(each) for each in variables]

    def update_step(self, gradient, variable, learning_rate):
        move = self.moves[self._get_variable_index(variable)]
        self.assign(move, move * self.momentum - gradient * learning_rate)
        ahead = move * self.momentum - gradient * learning_rate
        self.assign(variable, variable + (ahead if self.nesterov else move))


class Adadelta(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, **settings):
        super().__init__(learning_rate, **settings)
        self.rho, self.epsilon = rho, epsilon

    def build(self, variables):
        super().build(variables)
        self.squares = [torch.zeros_like(each) for each in variables]
        self.moves = [torch.zeros_like(each) for each in variables]

    def update_step(self, gradient, variable, learning_rate):
        i = self._get_variable_index(variable)
        root = lambda x: torch.sqrt(x + self.epsilon)
        self.assign(self.squares[i], self.rho * self.squares[i] + (1 - self.rho) * gradient**2)
        move = -root(self.moves[i]) * gradient / root(self.squares[i])
        self.assign(self.moves[i], self.rho * self.moves[i] + (1 - self.rho) * move**2)
        self.assign(variable, variable + learning_rate * move)


optimizers = types.SimpleNamespace(Adadelta=Adadelta, Optimizer=Optimizer, SGD=SGD)
