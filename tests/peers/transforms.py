#!/usr/bin/env python3
"""torchvision's transforms on PIL images, to agree with.

    transforms.py make FOLDER N    writes N images of odd sizes: landscape, portrait, small, grey, JPEG and PNG
    transforms.py                  answers requests, lines of JSON, on standard input

A request names a "file" and its "mode", RGB or L, "mean" and "std", and either "resize" and "crop" (validation), or "region"
(top, left, height, width), "size" and "flip" (what training does once its draws are made). The answer is a line of JSON, the
result's [C, H, W], then its bytes before to_tensor, as H×W×C, then its single-precision numbers after normalize.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torchvision.transforms import CenterCrop, Resize
from torchvision.transforms import functional as F


def make(folder, count):
    rng = np.random.default_rng(7)
    for number in range(count):
        short, long = sorted(int(side) for side in rng.integers(20 if number % 5 == 0 else 150, 420, 2))
        width, height = (long, short) if number % 2 else (short, long)
        channels = () if number % 7 == 0 else (3,)
        coarse = rng.integers(0, 256, (height // 9 + 2, width // 9 + 2, *channels), dtype=np.uint8)
        smooth = np.asarray(Image.fromarray(coarse).resize((width, height), Image.BICUBIC)).astype(int)
        image = Image.fromarray(np.clip(smooth + rng.integers(-20, 21, smooth.shape), 0, 255).astype(np.uint8))
        if number % 3 == 0:
            image.save(folder / f"{number:03}.png")
        else:
            image.save(folder / f"{number:03}.jpg", quality=int(rng.integers(60, 96)), subsampling=int(number % 2) * 2)


def geometry(image, request):
    if "crop" in request:
        return CenterCrop(request["crop"])(Resize(request["resize"])(image))
    size = [request["size"], request["size"]]
    image = F.resized_crop(image, *request["region"], size)
    return F.hflip(image) if request["flip"] else image


def answer(request):
    image = geometry(Image.open(request["file"]).convert(request["mode"]), request)
    tensor = F.normalize(F.to_tensor(image), request["mean"], request["std"])
    out = sys.stdout.buffer
    out.write(json.dumps(list(tensor.shape)).encode() + b"\n")
    out.write(np.asarray(image).tobytes())
    out.write(tensor.numpy().tobytes())
    out.flush()


def main():
    torch.set_num_threads(1)
    if sys.argv[1:2] == ["make"]:
        make(Path(sys.argv[2]), int(sys.argv[3]))
        return
    for line in sys.stdin:
        answer(json.loads(line))


if __name__ == "__main__":
    main()
