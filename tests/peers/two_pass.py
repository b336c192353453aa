#!/usr/bin/env python3
"""The two-pass loop that PyTorch snippet pages teach: what most people run to get a dataset's mean and std.

It reads every image twice, in one process: first for the mean over images of each image's mean, then for the
standard deviation of all pixels around that mean (the weighting that Datastamp calls mixed). Kept as people write
it, on purpose: it stands for the habit that Datastamp replaces, and its sums are ordinary float64.

Prints one line of JSON: images, and mean and std in R, G, B order on a scale of 0-1.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

SUFFIXES = {".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}


def find_images(folder):
    """The image files below a folder, sorted."""
    return sorted(str(path) for path in Path(folder).rglob("*") if path.suffix.lower() in SUFFIXES)


def read_rgb(path):
    """One image, H x W x 3, uint8."""
    image = cv2.imread(path, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    if image is None:
        raise ValueError(f"{path}: not an image that OpenCV reads")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def mean_and_std(paths):
    """Mean and std a channel, two float64 arrays of 3 on a scale of 0-1."""
    mean = np.zeros(3)
    for path in paths:
        image = read_rgb(path) / 255
        mean += image.mean((0, 1))
    mean /= len(paths)

    squares = np.zeros(3)
    pixels = 0
    for path in paths:
        image = read_rgb(path) / 255
        squares += ((image - mean) ** 2).sum((0, 1))
        pixels += image.shape[0] * image.shape[1]
    return mean, np.sqrt(squares / pixels)


def main():
    parser = argparse.ArgumentParser(description="Mean and std of a folder of images, by the usual two-pass loop.")
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    paths = find_images(folder)
    if not paths:
        sys.exit(f"two_pass: no images below {folder}")
    try:
        mean, std = mean_and_std(paths)
    except ValueError as error:
        sys.exit(f"two_pass: {error}")
    print(json.dumps({"images": len(paths), "mean": mean.tolist(), "std": std.tolist()}))


if __name__ == "__main__":
    main()
