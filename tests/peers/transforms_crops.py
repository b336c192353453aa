#!/usr/bin/env python3
"""What torchvision's RandomResizedCrop chooses, and the random draws that it chose by.

    transforms_crops.py crops N    N lines of JSON: {"width", "height", "scale", "ratio", "draws", "top", "left", "cropHeight", "cropWidth"}
    transforms_crops.py exp N      N single-precision numbers from -4 to 4, and torch.exp of each, as raw bytes

Draws are recorded where torch makes them, in their order: the area's share and the logarithm of the ratio for each try, and the
place's row and column.
"""

import json
import random
import sys

import torch
from torchvision.transforms import RandomResizedCrop

RANGES = [
    ((0.08, 1.0), (3.0 / 4.0, 4.0 / 3.0)),
    ((0.5, 1.0), (0.9, 1.1)),
    ((0.01, 0.2), (0.2, 5.0)),
    ((0.9, 1.0), (1.5, 2.0)),
]


def recorded(function, draws):
    """The function, which also notes what it gives."""

    def call(*arguments, **options):
        result = function(*arguments, **options)
        draws.append(result.item())
        return result

    return call


def crops(count):
    rng = random.Random(2024)
    torch.manual_seed(2024)
    draws = []
    torch.randint = recorded(torch.randint, draws)
    torch.Tensor.uniform_ = recorded(torch.Tensor.uniform_, draws)
    for number in range(count):
        scale, ratio = RANGES[number % len(RANGES)]
        # Elongated images too: for them, all ten tries fail.
        width, height = (int(2 ** rng.uniform(0, 12)) for _ in range(2))
        draws.clear()
        image = torch.empty(1, 1, 1).expand(3, height, width)
        top, left, crop_height, crop_width = RandomResizedCrop.get_params(image, scale, ratio)
        print(
            json.dumps(
                {
                    "width": width,
                    "height": height,
                    "scale": scale,
                    "ratio": ratio,
                    "draws": draws,
                    "top": top,
                    "left": left,
                    "cropHeight": crop_height,
                    "cropWidth": crop_width,
                }
            )
        )


def exponentials(count):
    torch.manual_seed(1)
    x = torch.empty(count).uniform_(-4, 4)
    sys.stdout.buffer.write(x.numpy().tobytes())
    # One by one, as the crop takes them.
    sys.stdout.buffer.write(torch.cat([torch.exp(one) for one in x.split(1)]).numpy().tobytes())


if __name__ == "__main__":
    torch.set_num_threads(1)
    {"crops": crops, "exp": exponentials}[sys.argv[1]](int(sys.argv[2]))
