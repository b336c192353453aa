#!/usr/bin/env python3
"""torchvision's way to load a folder of images: ImageFolder, the usual transforms, and a DataLoader.

    torchvision_loader.py FOLDER --workers N --batch N

For every line of standard input, `validation` or `train`, takes all images once and prints, as JSON, how many they were and
the seconds it took. Worker processes stay between epochs, and compute on one thread each.
"""

import argparse
import json
import sys
import time

import torch
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32)
    options = parser.parse_args()
    torch.set_num_threads(1)
    to_tensor = [transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
    ways = {
        "validation": [transforms.Resize(256), transforms.CenterCrop(224)],
        "train": [transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip()],
    }
    loaders = {
        name: DataLoader(
            ImageFolder(options.folder, transforms.Compose(way + to_tensor)),
            batch_size=options.batch,
            shuffle=name == "train",
            num_workers=options.workers,
            persistent_workers=options.workers > 0,
            worker_init_fn=lambda _: torch.set_num_threads(1),
        )
        for name, way in ways.items()
    }
    for line in sys.stdin:
        start = time.perf_counter()
        images = sum(len(labels) for _, labels in loaders[line.strip()])
        print(json.dumps({"images": images, "seconds": time.perf_counter() - start}), flush=True)


if __name__ == "__main__":
    main()
