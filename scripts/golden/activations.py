"""Golden values and derivatives of every activation: torch's in float32, and the exact ones rounded to float32."""

import numpy as np
import torch
from torch.nn import functional as F

from common import hex_floats, write
from exact import round_to_float, value_and_derivative

# Parameter sets by torch's names, the defaults first. All others are floats, so that no rounding moves a kink.
CASES = {
    "leaky_relu": [{"negative_slope": 0.01}, {"negative_slope": 0.25}, {"negative_slope": -0.5}],
    "prelu": [{"init": 0.25}, {"init": 0}, {"init": -1.5}],
    "rrelu": [
        {"lower": 1 / 8, "upper": 1 / 3},
        {"lower": 0.25, "upper": 0.25},
        {"lower": 0, "upper": 1},
    ],
    "elu": [{"alpha": 1}, {"alpha": 0.5}, {"alpha": 2.5}],
    "celu": [{"alpha": 1}, {"alpha": 0.5}, {"alpha": 2.5}],
    "gelu": [{"approximate": "none"}, {"approximate": "tanh"}],
    "softplus": [
        {"beta": 1, "threshold": 20},
        {"beta": 2, "threshold": 3},
        {"beta": 0.5, "threshold": 20},
    ],
    "hardshrink": [{"lambd": 0.5}, {"lambd": 0.25}, {"lambd": 0}],
    "softshrink": [{"lambd": 0.5}, {"lambd": 0.25}, {"lambd": 3}],
    "hardtanh": [
        {"min_val": -1, "max_val": 1},
        {"min_val": -2, "max_val": 0.5},
        {"min_val": 0, "max_val": 6},
    ],
    "threshold": [
        {"threshold": 0, "value": 0},
        {"threshold": 1, "value": -2},
        {"threshold": -0.5, "value": 0.75},
    ],
    "scaled_sigmoid": [{"scale": 1}, {"scale": 4}, {"scale": 0.25}],
}

# How torch computes each row. The last eight are not in torch.nn.
TORCH = {
    "identity": lambda x, p: x * 1,
    "prelu": lambda x, p: F.prelu(x, torch.tensor([float(p["init"])])),
    "rrelu": lambda x, p: F.rrelu(x, p["lower"], p["upper"], training=False),
    "threshold": lambda x, p: F.threshold(x, p["threshold"], p["value"]),
    "square": lambda x, p: torch.square(x),
    "cube": lambda x, p: x**3,
    "sin": lambda x, p: torch.sin(x),
    "gaussian": lambda x, p: torch.exp(-x * x),
    "step": lambda x, p: torch.where(x <= 0, torch.zeros_like(x), torch.where(x > 0, torch.ones_like(x), x)),
    "exp": lambda x, p: torch.exp(x),
    "abs": lambda x, p: torch.abs(x),
    "scaled_sigmoid": lambda x, p: p["scale"] * torch.sigmoid(x),
}

NAMES = """identity relu leaky_relu prelu rrelu relu6 elu celu selu gelu silu mish sigmoid logsigmoid tanh softplus
softsign tanhshrink hardshrink softshrink hardtanh hardsigmoid hardswish threshold square cube sin gaussian step exp
abs scaled_sigmoid""".split()


def grid(p):
    """The points: specials, every kink with its neighbours, and ordinary values from 1e-30 to 1e30."""
    numeric = [float(v) for v in p.values() if not isinstance(v, str)]
    kinks = {0.0, 1.0, 3.0, 6.0, *(abs(v) for v in numeric)}
    if "beta" in p:
        kinks.add(p["threshold"] / p["beta"])
    points = {2.0**-149, 2.0**-130, 2.0**-126, 88.0, 88.75, 104.0, 1e30, float("inf")}
    points |= {1e-30, 1e-10, 1e-5, 1e-3, 0.03, 0.1, 0.3, 0.7, 1.1, 1.278, 1.7, 2.3, 4.2, 5.5, 7.7, 9.1, 12, 17, 25, 50}
    for kink in map(np.float32, kinks):
        points |= {np.nextafter(kink, np.float32(s * np.inf)) for s in (-1, 1)} | {kink}
    positive = sorted({abs(np.float32(v)) for v in points})
    both = [-v for v in reversed(positive)] + positive
    return np.array([*both, np.nan], dtype=np.float32)


def torch_pair(name, x, p):
    function = TORCH.get(name) or (lambda t, q: getattr(F, name)(t, **q))
    point = torch.tensor(x, requires_grad=True)
    value = function(point, p)
    if name == "step":
        return value.detach().numpy(), np.zeros_like(x)
    value.sum().backward()
    return value.detach().numpy(), point.grad.numpy()


def exact_pair(name, x, p):
    if np.isnan(x):
        return np.nan, np.nan
    return [round_to_float(v) for v in value_and_derivative(name, float(x), p)]


def case(name, p):
    x = grid(p)
    f, d = torch_pair(name, x, p)
    exact = np.array([exact_pair(name, v, p) for v in x], dtype=np.float32)
    columns = {"x": x, "torch_f": f, "torch_d": d, "exact_f": exact[:, 0], "exact_d": exact[:, 1]}
    return {"params": p, **{key: hex_floats(column) for key, column in columns.items()}}


def generate():
    for name in NAMES:
        write(f"activations/{name}", {"name": name, "cases": [case(name, p) for p in CASES.get(name, [{}])]})
