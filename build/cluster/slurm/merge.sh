#!/usr/bin/env bash
#SBATCH --job-name=datastamp-merge
#SBATCH --requeue
# Joins the parts of all shards; 'submit' submits it to run once all tasks of the array are done.
set -euo pipefail
output=$1

# Parts that are missing, doubled, damaged or of different definitions end it, by name. The result is there whole or not at all.
"${DATASTAMP:-datastamp}" merge "$output/parts" --json >"$output/result.json.new"
mv "$output/result.json.new" "$output/result.json"
