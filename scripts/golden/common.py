"""What the golden generators share: floats as text, made-up numbers that JavaScript can make too, and files."""

import json
import pathlib

import numpy as np
import torch

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden" / "data"


def hex_floats(values):
    """Float32 values as 8 hex digits each, separated by spaces; any NaN as `nan`."""
    flat = np.asarray(values, dtype=np.float32).ravel()
    words = (f"{bits:08x}" for bits in flat.view(np.uint32))
    return " ".join("nan" if np.isnan(x) else word for x, word in zip(flat, words))


def stream(seed, count, shift):
    """`count` float32 values in [-2^-shift, 2^-shift), exact, from a linear congruential generator.

    state = state · 1664525 + 1013904223 mod 2^32, starting at seed (Numerical Recipes, chapter 7.1); each value is the
    state's upper 24 bits minus 2^23, times 2^-(23 + shift). tests/golden/golden.js has the same.
    """
    state = seed
    upper = np.empty(count, dtype=np.float64)
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        upper[i] = (state >> 8) - 2**23
    return torch.from_numpy((upper * 2.0 ** -(23 + shift)).astype(np.float32))


def fill(net, seed, shift):
    """Sets the parameters of each linear layer in order from streams of their own: seed, seed + 1, …"""
    linear = [m for m in net if isinstance(m, torch.nn.Linear)]
    with torch.no_grad():
        for index, parameter in enumerate(p for m in linear for p in m.parameters()):
            parameter.copy_(stream(seed + index, parameter.numel(), shift).view_as(parameter))


def mean_loss(name, outputs, targets):
    """torch's loss of that name; class labels become one-hot targets where it needs floats."""
    if targets.dtype == torch.int64 and name not in ("cross_entropy", "multi_margin_loss"):
        targets = torch.nn.functional.one_hot(targets, outputs.shape[1]).to(outputs.dtype)
    return getattr(torch.nn.functional, name)(outputs, targets)


def numbers(values, digits):
    """Shortest decimals of that many significant digits: 9 identify a float32, 17 a float64."""
    return [float(f"{float(v):.{digits}g}") for v in np.asarray(values).ravel()]


def write(name, content):
    """Writes tests/golden/data/NAME.json, one line per member of a list, stating torch's version."""
    path = FOLDER / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f' "torch": {json.dumps(torch.__version__)}']
    for key, value in content.items():
        if isinstance(value, list):
            rows = ",\n".join("  " + json.dumps(row) for row in value)
            lines.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value)}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
