#!/usr/bin/env python3
"""One pass over a folder of images with torchvision: Pillow images to tensors in a DataLoader's worker processes, sums in the main one.

The sums are exact integers, as those of image_pool.py, and so is what is printed.
"""

import argparse
import json
import sys

import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms.functional import pil_to_tensor

from image_pool import add, find_images, statistics

BATCH = 32


class Images(Dataset):
    """The images below a folder as tensors of 3 x height x width bytes in R, G, B order."""

    def __init__(self, paths):
        self.paths = paths

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        with Image.open(self.paths[index]) as image:
            return pil_to_tensor(image.convert("RGB"))


def sums(image):
    """Pixels, and the sum and sum of squares a channel."""
    samples = image.flatten(1).to(torch.int64)
    return samples.shape[1], (*samples.sum(1).tolist(), *(samples * samples).sum(1).tolist())


def main():
    parser = argparse.ArgumentParser(description="Exact statistics of a folder of images, in one pass with torchvision.")
    parser.add_argument("folder")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (default: 2)")
    arguments = parser.parse_args()
    paths = find_images(arguments.folder)
    if not paths:
        sys.exit(f"torchvision_sums: no images below {arguments.folder}")
    torch.set_num_threads(1)
    groups = {}
    # Images have sizes of their own: a batch is a list.
    for batch in DataLoader(Images(paths), batch_size=BATCH, num_workers=arguments.workers, collate_fn=list):
        for image in batch:
            pixels, values = sums(image)
            add(groups, pixels, 1, values)
    print(json.dumps(statistics(groups)))


if __name__ == "__main__":
    main()
