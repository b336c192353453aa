#!/usr/bin/env python3
"""Makes the small images of tests/Datastamp.Engine.Tests/Images, one a decoding rule, with the sums that Pillow gives.

For every file: size, depth, and the sum and the sum of squares a channel (R, G, B) of Pillow's convert("RGB"); of the
array that was written where Pillow would cut 16 bits down to 8. "luma" is the sum of convert("L"); "upright" are the sums over the top left quarter after
PIL.ImageOps.exif_transpose, for files with an orientation. The files are committed: run this only to add one.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

WIDTH, HEIGHT = 24, 16


def moments(array):
    """Sum and sum of squares a channel, as Python integers."""
    flat = array.reshape(-1, array.shape[-1]).astype(object)
    return {"sum": list(flat.sum(0)), "sumOfSquares": list((flat**2).sum(0))}


def describe(array, depth=8):
    return {"width": array.shape[1], "height": array.shape[0], "depth": depth, **moments(array)}


def rgb(image):
    return np.asarray(image.convert("RGB"))


def main():
    folder = Path(sys.argv[1])
    random = np.random.default_rng(2024)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    smooth = np.stack([x * 10, y * 15, (x + y) * 6], -1)
    photo = Image.fromarray(np.clip(smooth + random.integers(0, 9, smooth.shape), 0, 255).astype("uint8"))
    noise = Image.fromarray(random.integers(0, 256, (HEIGHT, WIDTH), dtype="uint8"))
    alpha = Image.fromarray(random.integers(0, 256, (HEIGHT, WIDTH), dtype="uint8"))
    rgba = photo.copy()
    rgba.putalpha(alpha)
    second = Image.fromarray(255 - np.asarray(photo))
    palette = photo.quantize(16)

    photo.save(folder / "rgb.jpg", quality=90)
    photo.save(folder / "progressive.jpg", quality=90, progressive=True)
    noise.save(folder / "gray.jpg", quality=95)
    photo.save(folder / "rgb.png")
    noise.save(folder / "gray.png")
    noise.point(lambda v: v > 127 and 255).convert("1").save(folder / "bilevel.png")
    palette.save(folder / "palette.png")
    palette.save(folder / "palette_transparent.png", transparency=3)
    rgba.save(folder / "rgba.png")
    Image.merge("LA", (noise, alpha)).save(folder / "gray_alpha.png")
    photo.save(folder / "animated.png", save_all=True, append_images=[second])
    photo.save(folder / "animated.gif", save_all=True, append_images=[second])
    photo.save(folder / "animated.webp", save_all=True, append_images=[second], lossless=True)
    photo.save(folder / "lossy.webp", quality=80)
    photo.save(folder / "rgb.bmp")
    palette.save(folder / "palette.bmp")
    photo.save(folder / "deflate.tif", compression="tiff_adobe_deflate")
    rgba.save(folder / "rgba.tif")
    photo.save(folder / "rgb.ppm")
    photo.save(folder / "lossless.jp2")
    exif = Image.Exif()
    for orientation in (3, 6):
        exif[0x0112] = orientation
        photo.save(folder / f"orientation_{orientation}.jpg", quality=90, exif=exif)
    photo.save(folder / "orientation_6.tif", tiffinfo={274: 6})

    expected = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".json":
            continue
        # Pillow turns TIFFs on opening; what is coded is the photo itself.
        coded = photo if path.name == "orientation_6.tif" else Image.open(path)
        expected[path.name] = describe(rgb(coded))
        expected[path.name]["luma"] = int(np.asarray(coded.convert("RGB").convert("L")).astype(int).sum())
        if path.name.startswith("orientation"):
            upright = photo.transpose(Image.Transpose.ROTATE_270) if path.suffix == ".tif" else ImageOps.exif_transpose(Image.open(path))
            array = rgb(upright)
            expected[path.name]["upright"] = describe(array[: array.shape[0] // 2, : array.shape[1] // 2])

    wide = random.integers(0, 65536, (HEIGHT, WIDTH, 3)).astype("uint16")
    gray16 = wide[..., 0]
    cv2.imwrite(str(folder / "rgb16.png"), wide[..., ::-1])
    cv2.imwrite(str(folder / "rgb16.tif"), wide[..., ::-1])
    cv2.imwrite(str(folder / "gray16.png"), gray16)
    (folder / "gray16.pgm").write_bytes(b"P5\n%d %d\n65535\n" % (WIDTH, HEIGHT) + gray16.astype(">u2").tobytes())
    for name in ("rgb16.png", "rgb16.tif"):
        expected[name] = describe(wide, 16)
    for name in ("gray16.png", "gray16.pgm"):
        expected[name] = describe(np.stack([gray16] * 3, -1), 16)

    photo.convert("CMYK").save(folder / "cmyk.jpg", quality=95)
    expected["cmyk.jpg"] = describe(rgb(Image.open(folder / "cmyk.jpg")))

    text = json.dumps(expected, sort_keys=True)
    (folder / "expected.json").write_text(text.replace('}, "', '},\n"') + "\n")


if __name__ == "__main__":
    main()
