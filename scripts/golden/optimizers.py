"""Golden runs of every optimiser: 20 steps of a small tanh network on fixed data."""

import torch

from common import fill, mean_loss, numbers, stream, write

STEPS, ROWS, SIZES = 20, 16, (6, 5, 3)
CLASSES = {
    "sgd": torch.optim.SGD,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
    "rmsprop": torch.optim.RMSprop,
    "adagrad": torch.optim.Adagrad,
    "adadelta": torch.optim.Adadelta,
}
# Hyper-parameters by torch's names; those that a case leaves out have their defaults (sgd's lr: 0.1).
CASES = {
    "sgd": [
        {},
        {"lr": 1},
        {"momentum": 0.9},
        {"momentum": 0.9, "nesterov": True},
        {"weight_decay": 0.1},
        {"lr": 0.03, "momentum": 0.5, "nesterov": True, "weight_decay": 0.01},
    ],
    "adam": [
        {},
        {"lr": 0.1},
        {"betas": [0.5, 0.9]},
        {"betas": [0, 0.99], "lr": 0.01},
        {"eps": 0.01},
        {"lr": 0.02, "betas": [0.8, 0.95], "eps": 1e-4, "weight_decay": 0.1},
    ],
    "adamw": [
        {},
        {"lr": 0.1},
        {"betas": [0.5, 0.9]},
        {"eps": 0.01},
        {"weight_decay": 0},
        {"lr": 0.02, "betas": [0.8, 0.95], "eps": 1e-4, "weight_decay": 0.5},
    ],
    "rmsprop": [
        {},
        {"alpha": 0.5},
        {"eps": 0.01},
        {"lr": 0.003, "momentum": 0.9},
        {"lr": 0.02, "alpha": 0.9, "eps": 1e-3, "momentum": 0.5, "weight_decay": 0.1},
    ],
    "adagrad": [{}, {"lr": 0.5}, {"eps": 0.1}, {"lr": 0.1, "eps": 1e-3}],
    "adadelta": [
        {},
        {"rho": 0.5},
        {"eps": 0.01},
        {"lr": 0.3, "rho": 0.95, "eps": 1e-4, "weight_decay": 0.1},
    ],
}


def options(name, hyper):
    defaults = {"lr": 0.1} if name == "sgd" else {}
    tuples = {k: tuple(v) if isinstance(v, list) else v for k, v in hyper.items()}
    return {**defaults, **tuples}


def run(name, hyper, dtype):
    net = torch.nn.Sequential(
        torch.nn.Linear(SIZES[0], SIZES[1]), torch.nn.Tanh(), torch.nn.Linear(SIZES[1], SIZES[2])
    )
    fill(net, 1, 0)
    net = net.to(dtype)
    x = stream(9, ROWS * SIZES[0], -1).view(ROWS, SIZES[0]).to(dtype)
    labels = torch.arange(ROWS) * 5 % SIZES[2]
    optimizer = CLASSES[name](net.parameters(), **options(name, hyper))
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = mean_loss("cross_entropy", net(x), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, torch.cat([p.detach().ravel() for p in net.parameters()]).numpy()


def case(name, hyper):
    losses32, parameters32 = run(name, hyper, torch.float32)
    losses64, parameters64 = run(name, hyper, torch.float64)
    return {
        "params": hyper,
        "torch_losses": numbers(losses32, 9),
        "losses": numbers(losses64, 12),
        "torch_parameters": numbers(parameters32, 9),
        "parameters": numbers(parameters64, 12),
    }


def generate():
    for name, hypers in CASES.items():
        content = {"name": name, "steps": STEPS, "rows": ROWS, "sizes": list(SIZES)}
        write(f"optimizers/{name}", {**content, "cases": [case(name, h) for h in hypers]})
