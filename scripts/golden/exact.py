"""Activations to 60 and more digits with mpmath, from their definitions: the judge between the engine and torch.

`PIECES[name](x, p)` returns the function that is f around x (f's branch there), so that differentiating it gives the
derivative torch uses at a kink too. `p` holds the parameters by torch's names.
"""

import mpmath as mp

mp.mp.dps = 300  # tanhshrink(1e-45) loses 90 digits to cancellation

SELU_ALPHA = mp.mpf("1.6732632423543772848170429916717")
SELU_SCALE = mp.mpf("1.0507009873554804934193349852946")
HUGE = mp.mpf("1e60")  # stands for infinity where a limit is taken


def zero(_):
    return mp.mpf(0)


def one(_):
    return mp.mpf(1)


def line(t):
    return t


def constant(c):
    return lambda _: mp.mpf(c)


def slope(a):
    return lambda t: a * t


def sigmoid(t):
    return 1 / (1 + mp.exp(-t))


def softplus(t):
    return mp.log1p(mp.exp(t)) if t < 0 else t + mp.log1p(mp.exp(-t))


def elu(scale, alpha, width):
    return lambda t: scale * alpha * mp.expm1(t / width)


def gelu(p):
    if p["approximate"] == "tanh":
        c = mp.sqrt(2 / mp.pi)
        cubic = mp.mpf("0.044715")
        return lambda t: t * sigmoid(2 * c * (t + cubic * t**3))
    return lambda t: t * mp.erfc(-t / mp.sqrt(2)) / 2


def clamp(x, low, high, inside):
    return constant(low[1]) if x <= low[0] else constant(high[1]) if x >= high[0] else inside


def hardswish(x):
    if x < -3:
        return zero
    return line if x > 3 else lambda t: t * (t + 3) / 6


def softplus_beta(x, p):
    beta = mp.mpf(p["beta"])
    return line if beta * x > p["threshold"] else lambda t: softplus(beta * t) / beta


def softshrink(x, lambd):
    return zero if abs(x) <= lambd else lambda t: t - lambd if x > 0 else t + lambd


PIECES = {
    "identity": lambda x, p: line,
    "relu": lambda x, p: zero if x <= 0 else line,
    "leaky_relu": lambda x, p: line if x > 0 else slope(mp.mpf(p["negative_slope"])),
    "prelu": lambda x, p: line if x > 0 else slope(mp.mpf(p["init"])),
    "rrelu": lambda x, p: line if x > 0 else slope((mp.mpf(p["lower"]) + mp.mpf(p["upper"])) / 2),
    "relu6": lambda x, p: clamp(x, (0, 0), (6, 6), line),
    "elu": lambda x, p: line if x > 0 else elu(1, mp.mpf(p["alpha"]), 1),
    "celu": lambda x, p: line if x > 0 else elu(1, mp.mpf(p["alpha"]), mp.mpf(p["alpha"])),
    "selu": lambda x, p: slope(SELU_SCALE) if x > 0 else elu(SELU_SCALE, SELU_ALPHA, 1),
    "gelu": lambda x, p: gelu(p),
    "silu": lambda x, p: lambda t: t * sigmoid(t),
    "mish": lambda x, p: lambda t: t * mp.tanh(softplus(t)),
    "sigmoid": lambda x, p: sigmoid,
    "logsigmoid": lambda x, p: lambda t: -softplus(-t),
    "tanh": lambda x, p: mp.tanh,
    "softplus": softplus_beta,
    "softsign": lambda x, p: lambda t: t / (1 + t) if x >= 0 else t / (1 - t),
    "tanhshrink": lambda x, p: lambda t: t - mp.tanh(t),
    "hardshrink": lambda x, p: zero if abs(x) <= p["lambd"] else line,
    "softshrink": lambda x, p: softshrink(x, mp.mpf(p["lambd"])),
    "hardtanh": lambda x, p: clamp(
        x, (p["min_val"], p["min_val"]), (p["max_val"], p["max_val"]), line
    ),
    "hardsigmoid": lambda x, p: clamp(x, (-3, 0), (3, 1), lambda t: (t + 3) / 6),
    "hardswish": lambda x, p: hardswish(x),
    "threshold": lambda x, p: constant(p["value"]) if x <= p["threshold"] else line,
    "square": lambda x, p: lambda t: t * t,
    "cube": lambda x, p: lambda t: t**3,
    "sin": lambda x, p: mp.sin,
    "gaussian": lambda x, p: lambda t: mp.exp(-t * t),
    "step": lambda x, p: zero if x <= 0 else one,
    "exp": lambda x, p: mp.exp,
    "scaled_sigmoid": lambda x, p: lambda t: mp.mpf(p["scale"]) * sigmoid(t),
    "abs": lambda x, p: zero if x == 0 else line if x > 0 else slope(mp.mpf(-1)),
}


def value_and_derivative(name, x, p):
    """f and f' at the float x as mpf; at an infinity the limits, or NaN where there is none."""
    if mp.isinf(x) and name == "sin":
        return mp.nan, mp.nan
    point = mp.mpf(x) if mp.isfinite(x) else HUGE * (1 if x > 0 else -1)
    piece = PIECES[name](point, p)
    step = mp.mpf(10) ** -100
    derivative = (piece(point + step) - piece(point - step)) / (2 * step)
    return piece(point), derivative


def round_to_float(v):
    """The float nearest to the mpf v, as a Python float."""
    if mp.isnan(v):
        return float("nan")
    if v == 0:
        return 0.0
    exponent = max(int(mp.floor(mp.log(abs(v), 2))) - 23, -149)
    digits = mp.nint(mp.ldexp(v, -exponent))
    rounded = mp.ldexp(digits, exponent)
    if abs(rounded) >= mp.mpf(2) ** 128:
        return float("inf") if v > 0 else float("-inf")
    return float(rounded)
