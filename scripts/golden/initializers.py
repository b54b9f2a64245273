"""Golden bounds and moments of torch.nn.init's distributions, checked here against draws of torch."""

import math

import torch
from torch.nn import init

from common import numbers, write

SHAPES = [(128, 784), (300, 40), (40, 300)]  # out, in


def fan(shape, mode="fan_in"):
    return shape[1] if mode == "fan_in" else shape[0]


def uniform(low, high):
    return {"low": low, "high": high, "mean": (low + high) / 2, "std": (high - low) / math.sqrt(12)}


def normal(mean, std):
    return {"mean": mean, "std": std}


def kaiming_std(shape, a=0, mode="fan_in"):
    return init.calculate_gain("leaky_relu", a) / math.sqrt(fan(shape, mode))


def xavier_std(shape, gain=1):
    return gain * math.sqrt(2 / sum(shape))


def symmetric(std):
    return uniform(-math.sqrt(3) * std, math.sqrt(3) * std)


# name: parameter sets, distribution, torch's function
ROWS = {
    "zeros": ([{}], lambda s: uniform(0, 0), init.zeros_),
    "constant": ([{"val": 0.25}], lambda s, val: uniform(val, val), init.constant_),
    "uniform": ([{}, {"a": -0.5, "b": 0.25}], lambda s, a=0, b=1: uniform(a, b), init.uniform_),
    "normal": (
        [{}, {"mean": 2, "std": 0.5}],
        lambda s, mean=0, std=1: normal(mean, std),
        init.normal_,
    ),
    "xavier_uniform": (
        [{}, {"gain": 2}],
        lambda s, gain=1: symmetric(xavier_std(s, gain)),
        init.xavier_uniform_,
    ),
    "xavier_normal": (
        [{}, {"gain": 2}],
        lambda s, gain=1: normal(0, xavier_std(s, gain)),
        init.xavier_normal_,
    ),
    "kaiming_uniform": (
        [{}, {"a": 0.5}, {"mode": "fan_out"}],
        lambda s, a=0, mode="fan_in": symmetric(kaiming_std(s, a, mode)),
        init.kaiming_uniform_,
    ),
    "kaiming_normal": (
        [{}, {"a": 0.5}, {"mode": "fan_out"}],
        lambda s, a=0, mode="fan_in": normal(0, kaiming_std(s, a, mode)),
        init.kaiming_normal_,
    ),
    # LeCun et al. 1998, section 4.6; torch.nn.init has no such function.
    "lecun_normal": ([{}], lambda s: normal(0, 1 / math.sqrt(fan(s))), None),
}


def check(expected, function, shape, params):
    """Stops if a draw of torch's does not look like the distribution."""
    if function is None:
        return
    torch.manual_seed(0)
    drawn = function(torch.empty(shape), **params)
    scale = expected["std"] or 1
    assert abs(drawn.mean().item() - expected["mean"]) < 0.03 * scale, (function, params)
    assert abs(drawn.std().item() - expected["std"]) < 0.03 * scale, (function, params)
    if "low" in expected:
        assert expected["low"] <= drawn.min() + 1e-6 and drawn.max() - 1e-6 <= expected["high"]


def cases():
    for name, (params_list, distribution, function) in ROWS.items():
        for params in params_list:
            for shape in SHAPES:
                expected = distribution(shape, **params)
                check(expected, function, shape, params)
                rounded = {key: numbers([v], 12)[0] for key, v in expected.items()}
                yield {"name": name, "params": params, "shape": list(shape), **rounded}


def generate():
    write("initializers", {"cases": list(cases())})
