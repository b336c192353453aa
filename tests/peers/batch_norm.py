"""Batch normalization as PyTorch computes it, in float64.

Reads lines of JSON, ``{"options", "evaluation", "steps"}``, from standard input: OPTIONS are the arguments of
``torch.nn.BatchNorm1d``, ``2d`` or ``3d`` beside ``num_features``, with ``weight`` and ``bias``, lists or null; EVALUATION is
a batch, and each step is ``{"x", "dy"}``, a batch N x C x ... and the gradient of its output. Answers each with a line of JSON:
``{"steps": [{"y", "dx", "dw", "db", "mean", "var", "batches"}, ...], "evaluation"}``.
"""

import json
import sys

import torch

torch.set_num_threads(1)


def tolist(tensor):
    return None if tensor is None else tensor.detach().flatten().tolist()


def answer(request):
    options = request["options"]
    weight, bias = options.pop("weight"), options.pop("bias")
    shape = torch.tensor(request["evaluation"]).shape
    kind = {2: torch.nn.BatchNorm1d, 3: torch.nn.BatchNorm1d, 4: torch.nn.BatchNorm2d, 5: torch.nn.BatchNorm3d}[len(shape)]
    layer = kind(shape[1], **options).double()
    if weight is not None:
        layer.weight.data.copy_(torch.tensor(weight, dtype=torch.float64))
        layer.bias.data.copy_(torch.tensor(bias, dtype=torch.float64))
    steps = []
    for step in request["steps"]:
        x = torch.tensor(step["x"], dtype=torch.float64, requires_grad=True)
        y = layer(x)
        layer.zero_grad(set_to_none=True)
        y.backward(torch.tensor(step["dy"], dtype=torch.float64))
        steps.append({
            "y": tolist(y), "dx": tolist(x.grad),
            "dw": tolist(layer.weight.grad) if weight is not None else None,
            "db": tolist(layer.bias.grad) if weight is not None else None,
            "mean": tolist(layer.running_mean), "var": tolist(layer.running_var),
            "batches": tolist(layer.num_batches_tracked),
        })
    layer.eval()
    evaluation = layer(torch.tensor(request["evaluation"], dtype=torch.float64))
    return {"steps": steps, "evaluation": tolist(evaluation)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
