"""Writes the state dict of a small network with PyTorch's SyncBatchNorm, after two steps, to PATH.

Answers on standard output with one line of JSON, ``{key: {"type", "values"}}``, in the order of the state dict.
"""

import json
import sys

import torch

torch.manual_seed(7)
torch.set_num_threads(1)
network = torch.nn.Sequential(torch.nn.BatchNorm2d(3), torch.nn.BatchNorm2d(3, affine=False), torch.nn.BatchNorm2d(3, track_running_stats=False))
for _ in range(2):
    network(torch.randn(4, 3, 2, 2))
network = torch.nn.SyncBatchNorm.convert_sync_batchnorm(network)
torch.save(network.state_dict(), sys.argv[1])
print(json.dumps({key: {"type": str(value.dtype), "values": value.flatten().tolist()} for key, value in network.state_dict().items()}))
