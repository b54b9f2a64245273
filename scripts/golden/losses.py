"""Golden losses and their gradients by the logits."""

import torch

from common import hex_floats, mean_loss, stream, write

NAMES = """cross_entropy mse_loss l1_loss huber_loss binary_cross_entropy_with_logits multi_margin_loss""".split()

# rows, outputs, power of two that scales the logits' range [-1, 1)
SIZES = [(1, 2, 2), (3, 10, 0), (7, 4, 3), (12, 10, 5), (2, 1, 1)]
EXTREME = [[1e4, -1e4, 0.0], [-1e4, 1e4, 1e4], [1e-30, -1e-30, -0.0], [100.0, -100.0, 88.75]]
# Outputs that sit exactly on the kinks of l1, huber and multi-margin for one-hot targets.
KINKS = [[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, 0.0, -1.0], [2.0, 1.0, 1.0, 3.0]]


def column(name, logits, targets, dtype):
    outputs = logits.clone().to(dtype).requires_grad_()
    typed = targets if targets.dtype == torch.int64 else targets.to(dtype)
    loss = mean_loss(name, outputs, typed)
    loss.backward()
    return loss.item(), hex_floats(outputs.grad)


def case(name, logits, targets):
    loss32, gradient32 = column(name, logits, targets, torch.float32)
    loss64, gradient64 = column(name, logits, targets, torch.float64)
    labels = targets.dtype == torch.int64
    return {
        "rows": logits.shape[0],
        "outputs": logits.shape[1],
        "logits": hex_floats(logits),
        **({"labels": targets.tolist()} if labels else {"targets": hex_floats(targets)}),
        "torch_loss": loss32,
        "torch_gradient": gradient32,
        "loss": loss64,
        "gradient": gradient64,
    }


def inputs():
    for index, (rows, outputs, power) in enumerate(SIZES):
        count = rows * outputs
        logits = stream(100 + index, count, -power).view(rows, outputs)
        targets = (stream(200 + index, count, 1) + 0.5).view(rows, outputs)
        labels = torch.arange(rows) * 7 % outputs
        yield logits, targets, labels
    for rows in (EXTREME, KINKS):
        logits = torch.tensor(rows)
        labels = torch.arange(len(rows)) % logits.shape[1]
        yield logits, torch.nn.functional.one_hot(labels, logits.shape[1]).float(), labels


def cases(name):
    for logits, targets, labels in inputs():
        yield case(name, logits, labels)
        if name != "multi_margin_loss":
            yield case(name, logits, targets)


def generate():
    for name in NAMES:
        write(f"losses/{name}", {"name": name, "cases": list(cases(name))})
