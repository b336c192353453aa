#!/usr/bin/env python3
"""Reads an export of videos by pandas, and prints what pandas understood: a line of JSON with columns, types and rows.

Usage: read_videos.py FILE, which ends in .csv or .jsonl.
"""

import json
import sys

import pandas

INTEGERS = {"bitDepth": "Int64", "headerFrames": "Int64", "keyFrames": "Int64"}


def read(path):
    if path.endswith(".jsonl"):
        return pandas.read_json(path, lines=True, dtype=False, convert_dates=False, precise_float=True).astype(INTEGERS)
    return pandas.read_csv(path, dtype=INTEGERS, na_values=[""], keep_default_na=False, float_precision="round_trip")


def plain(value):
    if isinstance(value, list):
        return value
    if pandas.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def main():
    table = read(sys.argv[1])
    json.dump(
        {
            "columns": list(table.columns),
            "types": [str(kind) for kind in table.dtypes],
            "rows": [[plain(table[name].iloc[i]) for name in table.columns] for i in range(len(table))],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
