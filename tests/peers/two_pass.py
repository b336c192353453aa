#!/usr/bin/env python3
"""The two-pass job of PyTorch snippet pages: what most people run to get a dataset's mean and std.

It goes twice over a dataset of Pillow images, as torchvision's folders give them, in one process and channel by channel
as it is written there: first for the mean over images of each image's mean, then for the standard deviation of all
pixels around that mean (the weighting that Datastamp calls mixed). It stands for the habit that Datastamp replaces, and
its sums are ordinary float64.

Prints one line of JSON: images, and mean and std in R, G, B order on a scale of 0-1.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

SUFFIXES = {".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}


class ImageFolder:
    """The images below a folder, sorted, decoded anew at each access."""

    def __init__(self, folder):
        self.paths = sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in SUFFIXES)

    def __len__(self):
        return len(self.paths)

    def __iter__(self):
        for path in self.paths:
            with Image.open(path) as image:
                yield np.asarray(image.convert("RGB"))


def mean_and_std(dataset):
    """Mean and std a channel, on a scale of 0-255."""
    mean = [0.0, 0.0, 0.0]
    for image in dataset:
        for channel in range(3):
            mean[channel] += np.mean(image[:, :, channel])
    mean = [total / len(dataset) for total in mean]

    squares = [0.0, 0.0, 0.0]
    pixels = 0
    for image in dataset:
        for channel in range(3):
            squares[channel] += np.sum(np.power(image[:, :, channel] - mean[channel], 2))
        pixels += image.shape[0] * image.shape[1]
    return mean, [np.sqrt(total / pixels) for total in squares]


def main():
    parser = argparse.ArgumentParser(description="Mean and std of a folder of images, by the usual two-pass loop.")
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    dataset = ImageFolder(folder)
    if not len(dataset):
        sys.exit(f"two_pass: no images below {folder}")
    try:
        mean, std = mean_and_std(dataset)
    except OSError as error:
        sys.exit(f"two_pass: {error}")
    print(json.dumps({"images": len(dataset), "mean": [float(m) / 255 for m in mean], "std": [float(s) / 255 for s in std]}))


if __name__ == "__main__":
    main()
