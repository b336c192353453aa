"""Resizes images with Pillow, to compare with.

Reads requests from standard input, each a line of JSON, and answers on standard output.

* ``{"width", "height", "channels", "depth", "outWidth", "outHeight", "filter"}``, followed by the samples, H x W x C,
  8-bit or little-endian 16-bit: answers with the samples of the resized image. 16-bit channels are resized one by one
  in mode I and clipped to 0-65535.
* ``{"file", "shortSide", "filter"}``: answers with a line of JSON, ``{"width", "height", "channels", "outWidth",
  "outHeight"}`` or ``{"error"}``, then the decoded samples, then those of the image resized to that short side.
"""

import json
import sys

import numpy as np
from PIL import Image

FILTERS = {"Nearest": 0, "Lanczos": 1, "Bilinear": 2, "Bicubic": 3, "Box": 4}


def resize8(samples, size, resample):
    image = Image.fromarray(samples[:, :, 0] if samples.shape[2] == 1 else samples)
    return np.asarray(image.resize(size, resample))


def resize16(samples, size, resample):
    channels = [
        np.asarray(Image.fromarray(channel.astype(np.int32)).resize(size, resample))
        for channel in np.moveaxis(samples, 2, 0)
    ]
    return np.clip(np.stack(channels, axis=2), 0, 65535).astype("<u2")


def answer_samples(request, stdin, stdout):
    height, width, channels = request["height"], request["width"], request["channels"]
    dtype = np.dtype("u1" if request["depth"] == 8 else "<u2")
    data = stdin.read(height * width * channels * dtype.itemsize)
    samples = np.frombuffer(data, dtype).reshape(height, width, channels)
    resize = resize8 if request["depth"] == 8 else resize16
    result = resize(samples, (request["outWidth"], request["outHeight"]), FILTERS[request["filter"]])
    stdout.write(result.tobytes())


def answer_file(request, stdout):
    try:
        with Image.open(request["file"]) as opened:
            image = opened.convert("L" if opened.mode == "L" else "RGB")
    except (OSError, SyntaxError) as error:
        stdout.write(json.dumps({"error": str(error)}).encode() + b"\n")
        return
    width, height = image.size
    short, long = min(image.size), max(image.size)
    new_short, new_long = request["shortSide"], int(request["shortSide"] * long / short)
    size = (new_short, new_long) if width <= height else (new_long, new_short)
    header = {
        "width": width,
        "height": height,
        "channels": len(image.getbands()),
        "outWidth": size[0],
        "outHeight": size[1],
    }
    stdout.write(json.dumps(header).encode() + b"\n")
    stdout.write(image.tobytes())
    stdout.write(image.resize(size, FILTERS[request["filter"]]).tobytes())


def main():
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    while line := stdin.readline():
        request = json.loads(line)
        if "file" in request:
            answer_file(request, stdout)
        else:
            answer_samples(request, stdin, stdout)
        stdout.flush()


if __name__ == "__main__":
    main()
