/** Parts of the exported Keras script that are the same for every experiment, or that some experiments need. */

export const imports = `import argparse
import base64
import gzip
import itertools
import json
import os
from functools import partial
from math import cos, floor, inf, isclose, isfinite, log, pi  # some for the schedule and Adam

import keras
import numpy
from keras import layers, ops

MASK = 2**32 - 1
SLOPES = []  # number of the layer, its width and bounds, for every RReLU


def unpack(kind, text):
    """Numbers that are written as base64: the same bits as in Strata."""
    return numpy.frombuffer(bytearray(base64.b64decode(text)), kind)


def rows_of(pixels, labels):
    return pixels, labels.astype("int32")
`;

export const slopes = `
def rrelu(x, inputs, bounds):
    """RReLU, whose slopes the network takes as one more input."""
    slope = keras.Input((x.shape[1],))
    inputs.append(slope)
    layer, lower, upper = bounds
    SLOPES.append((layer, x.shape[1], lower, upper))
    return ops.where(x > 0, x, slope * x)
`;

export const inputs = `
def slopes_of(count, step, layer, width, lower, upper):
    """Slopes of RReLU for so many rows: those that Strata draws for this step, or where no step is given, their mean."""
    if step is None:
        return numpy.full((count, width), (lower + upper) / 2, "float32")
    numbers = philox(3, step, layer, numpy.arange((count * width + 3) // 4)).ravel()[: count * width]
    return (lower + (upper - lower) * (numbers / 2**32)).astype("float32").reshape(count, width)


def inputs_of(rows, step=None):
    """What the network takes for these rows in step 1, 2, …, or without one, outside training."""
    numbers = rows.astype("float32") / 255 if rows.dtype == numpy.uint8 else rows
    return [numbers, *(slopes_of(len(rows), step, *each) for each in SLOPES)]
`;

export const margin = `
def LOSS(answers, outputs):
    """torch's multi_margin_loss, which Keras does not have."""
    outputs = ops.convert_to_tensor(outputs)
    chosen = ops.one_hot(ops.reshape(ops.cast(answers, "int32"), (-1,)), outputs.shape[1])
    own = ops.sum(chosen * outputs, axis=1, keepdims=True)
    return ops.mean((1 - chosen) * ops.relu(1 - own + outputs))
`;

export const corrected = `
def corrected(beta, t):
    """1 - beta ** t, without losing digits where that is near to 0."""
    return -ops.expm1(log(beta) * t) if beta > 0 else 1.0
`;

export const program = `
def take_step(model, step, inputs, answers):
    """One optimiser step; its mean loss before the step."""
    model.optimizer.learning_rate = rate(step)
    model.reset_metrics()  # or else the loss is the mean of those of all steps
    return float(model.train_on_batch(inputs_of(inputs, step + 1), targets_of(answers)))


def evaluate(model, data):
    """Mean loss and, where there are classes, share of right answers."""
    inputs, answers = data
    loss, right = 0.0, 0
    for first in range(0, len(inputs), 1000):
        rows = slice(first, first + 1000)
        outputs = model.predict_on_batch(inputs_of(inputs[rows]))
        loss += float(ops.convert_to_numpy(LOSS(targets_of(answers[rows]), outputs))) * len(outputs)
        right += (outputs.argmax(1) == answers[rows].ravel()).sum()
    return loss / len(inputs), right / len(inputs) if answers.dtype.kind == "i" else None


def tensors_of(model):
    """The weights under PyTorch's names, which are Strata's, and with its shapes: [out, in]."""
    tensors = {}
    for layer in WEIGHTS:
        arrays = model.get_layer(layer).get_weights()
        for part, array in zip(("weight", "bias"), arrays):
            tensors[layer.replace("layer_", "") + "." + part] = array.T
    return tensors


def main():
    args = parse()
    model = make_model()
    train(*data_of(args.data), args.steps, partial(take_step, model), partial(evaluate, model), say)
    if args.out:
        save(args.out, tensors_of(model))


if __name__ == "__main__":
    main()
`;
