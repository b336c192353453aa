"""Prepares images for models as other programs do, from the files that Datastamp writes for them.

Reads requests from standard input, each a line of JSON, ``{"format", "path", "image"}``, and answers each on standard output
with a line of JSON, the tensor's shape C x H x W, followed by its values as little-endian floats.

* ``torchvision``: PATH is a Python module, whose ``transform`` is applied to what Pillow opens.
* ``huggingface``: PATH is a ``preprocessor_config.json``. The steps are those that transformers documents for
  ``CLIPImageProcessor``, written here with Pillow and numpy.
"""

import json
import runpy
import sys

import numpy as np
from PIL import Image


def torchvision(path, image):
    return runpy.run_path(path)["transform"](image).numpy()


def huggingface(path, image):
    with open(path, encoding="utf-8") as file:
        config = json.load(file)
    assert config["image_processor_type"] == "CLIPImageProcessor"
    if config["do_convert_rgb"]:
        image = image.convert("RGB")
    if config["do_resize"]:
        height, width = resized(image, config["size"])
        image = image.resize((width, height), resample=config["resample"])
    pixels = np.moveaxis(np.array(image), 2, 0)
    if config["do_center_crop"]:
        pixels = cropped(pixels, config["crop_size"])
    if config["do_rescale"]:
        pixels = (pixels.astype(np.float64) * config["rescale_factor"]).astype(np.float32)
    if config["do_normalize"]:
        mean, std = np.array(config["image_mean"], np.float32), np.array(config["image_std"], np.float32)
        pixels = (pixels - mean[:, None, None]) / std[:, None, None]
    return pixels


def resized(image, size):
    if "shortest_edge" not in size:
        return size["height"], size["width"]
    short, long = min(image.size), max(image.size)
    short, long = size["shortest_edge"], int(size["shortest_edge"] * long / short)
    return (long, short) if image.width <= image.height else (short, long)


def cropped(pixels, size):
    """The start of a crop is rounded down; where there is padding, the larger half of an odd number comes first."""
    first = [(side - crop) // 2 for side, crop in zip(pixels.shape[1:], (size["height"], size["width"]))]
    result = np.zeros((pixels.shape[0], size["height"], size["width"]), pixels.dtype)
    top, left = (max(0, -start) for start in first)
    kept = pixels[:, max(0, first[0]):, max(0, first[1]):][:, :size["height"] - top, :size["width"] - left]
    result[:, top:top + kept.shape[1], left:left + kept.shape[2]] = kept
    return result


def main():
    readers = {"torchvision": torchvision, "huggingface": huggingface}
    for line in sys.stdin.buffer:
        request = json.loads(line)
        with Image.open(request["image"]) as image:
            tensor = readers[request["format"]](request["path"], image)
        sys.stdout.buffer.write(json.dumps(tensor.shape).encode() + b"\n")
        sys.stdout.buffer.write(np.ascontiguousarray(tensor, "<f4").tobytes())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
