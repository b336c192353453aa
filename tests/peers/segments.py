#!/usr/bin/env python3
"""The test modes of segment samplers, in the expressions in which their projects state them, to compare with.

Prints lines of JSON, {"sampler", "arguments", "frames", "indices"}: the arguments are those of the C# constructor of that
name, in its order. Indices are from 0.
"""

import json
import sys

import numpy as np

FRAMES = range(1, 401)
SEGMENTS = (1, 2, 3, 5, 7, 8, 10, 16, 25, 64)


def source(frames, segments):
    """The PyTorch snippet; where it leaves the video, repeats are taken modulo the number of frames."""
    if frames > segments:
        return [int(frames // segments // 2 + frames // segments * i) for i in range(segments)]
    return sorted(list(range(frames)) + [i % frames for i in range(segments - frames)])


def tsn(frames, segments, length):
    """tsn-pytorch and TSM, validation."""
    if frames > segments + length - 1:
        tick = (frames - length + 1) / float(segments)
        return np.array([int(tick / 2.0 + tick * x) for x in range(segments)])
    return np.zeros((segments,), dtype=int)


def sample_frames(frames, clips, length, interval, out_of_bound):
    """mmaction2's SampleFrames, test mode."""
    room = max(frames - ((length - 1) * interval + 1), 0)
    if clips > 1:
        starts = np.round(np.arange(clips) * (room / float(clips - 1))).astype(np.int32)
    else:
        starts = np.array([room // 2])
    indices = starts[:, None] + np.arange(length)[None, :] * interval
    if out_of_bound == "Loop":
        return np.mod(indices, frames).ravel()
    inside = indices < frames
    return np.where(inside, indices, np.max(inside * indices, axis=1)[:, None]).ravel()


def uniform(frames, length, clips):
    """mmaction2's UniformSampleFrames, test mode; its seeded draws give way to evenly spread points of each segment."""
    if frames < length:
        starts = range(clips) if frames < clips else [i * frames // clips for i in range(clips)]
        return np.mod(np.concatenate([np.arange(i, i + length) for i in starts]), frames)
    bounds = np.linspace(0, length * frames, length + 1).astype(int) // length
    return np.concatenate([bounds[:-1] + np.diff(bounds) * (2 * j + 1) // (2 * clips) for j in range(clips)])


def dense(frames, segments):
    """TSM's dense sampling, test."""
    positions = max(1, 1 + frames - 64)
    stride = 64 // segments
    indices = []
    for start in np.linspace(0, positions - 1, num=10, dtype=int).tolist():
        indices += [(i * stride + start) % frames for i in range(segments)]
    return indices


def torch_linspace(start, end, steps, dtype):
    """torch.linspace on a CPU, before it is truncated: both halves are counted from their own end."""
    if steps == 1:
        return np.array([start])
    step = (dtype(end) - dtype(start)) / dtype(steps - 1)
    forward = dtype(start) + step * np.arange(steps, dtype=dtype)
    backward = dtype(end) - step * np.arange(steps, dtype=dtype)[::-1]
    assert forward.dtype == backward.dtype == dtype
    return np.concatenate([forward[: steps // 2], backward[steps // 2 :]])


def linspace(frames, samples):
    """pytorchvideo's uniform_temporal_subsample."""
    return np.clip(torch_linspace(0, frames - 1, samples, np.float32), 0, frames - 1).astype(int)


def regular(frames, clips, length, between, start, end, policy):
    """torchcodec's clips_at_regular_indices; None where it raises."""
    span = between * (length - 1) + 1
    start = start + frames if start < 0 else start
    if end is None:
        end = max(frames - span + 1, 1)
    else:
        end = min(end + frames if end < 0 else end, frames)
    if not 0 <= start < end:
        return None
    result = []
    for first in torch_linspace(start, end - 1, clips, np.float64).astype(int):
        clip = list(range(first, min(first + span, frames), between))
        if len(clip) < length:
            if policy == "Error":
                return None
            filler = [clip[-1]] * length if policy == "RepeatLast" else clip * length
            clip = (clip + filler)[:length]
        result += clip
    return result


def cases():
    for k in SEGMENTS:
        yield source, (k,)
        yield linspace, (k,)
        for length in (1, 5):
            yield tsn, (k, length)
        for clips in (1, 3):
            yield uniform, (k, clips)
    for k in (1, 3, 8, 16, 65):
        yield dense, (k,)
    for clips in (1, 2, 8, 25):
        for length, interval in ((1, 1), (4, 1), (5, 3), (8, 8)):
            for way in ("Loop", "RepeatLast"):
                yield sample_frames, (clips, length, interval, way)
    for clips in (1, 2, 10, 37):
        for length, between in ((1, 1), (5, 2)):
            for start, end in ((0, None), (3, None), (0, 400), (-20, -3), (5, 90)):
                for policy in ("RepeatLast", "Wrap", "Error"):
                    yield regular, (clips, length, between, start, end, policy)


def main():
    for sampler, arguments in cases():
        for frames in FRAMES:
            indices = sampler(frames, *arguments)
            json.dump(
                {
                    "sampler": sampler.__name__,
                    "arguments": arguments,
                    "frames": frames,
                    "indices": None if indices is None else [int(i) for i in indices],
                },
                sys.stdout,
            )
            print()


if __name__ == "__main__":
    main()
