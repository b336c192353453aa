#!/usr/bin/env python3
"""Reads lists of videos in the expressions of the projects that read them, and prints what they understood as JSON.

Usage: video_lists.py FORMAT PATH. FORMAT is tsn, mmaction2, mmaction2-rawframes or ucf101, whose PATH is a folder.
"""

import json
import os
import sys


def tsn(path):
    """tsn-pytorch and TSM, dataset.py: _parse_list and VideoRecord."""
    rows = [x.strip().split(" ") for x in open(path, encoding="utf-8")]
    return [[row[0], int(row[1]), int(row[2])] for row in rows]


def mmaction2(path):
    """mmaction2, VideoDataset.load_data_list."""
    rows = []
    for line in open(path, encoding="utf-8"):
        filename, label = line.strip().split()
        rows.append([filename, int(label)])
    return rows


def mmaction2_rawframes(path):
    """mmaction2, RawframeDataset.load_data_list without offsets."""
    rows = []
    for line in open(path, encoding="utf-8"):
        frame_dir, total_frames, *labels = line.strip().split()
        assert len(labels) == 1
        rows.append([frame_dir, int(total_frames), int(labels[0])])
    return rows


def ucf101(folder):
    """torchvision's UCF101 takes the first word of a line; mmaction2's parse_ucf_splits the class of its folder."""
    classes = [x.strip().split() for x in open(os.path.join(folder, "classInd.txt"), encoding="utf-8")]
    numbers = {name: int(number) - 1 for number, name in classes}
    rows = []
    for line in open(os.path.join(folder, "trainlist01.txt"), encoding="utf-8"):
        path, number = line.strip().split(" ")
        assert numbers[path.split("/")[0]] == int(number) - 1
        rows.append([path, numbers[path.split("/")[0]]])
    return rows


def main():
    readers = {"tsn": tsn, "mmaction2": mmaction2, "mmaction2-rawframes": mmaction2_rawframes, "ucf101": ucf101}
    json.dump(readers[sys.argv[1]](sys.argv[2]), sys.stdout)


if __name__ == "__main__":
    main()
