#!/usr/bin/env bash
#SBATCH --job-name=datastamp
#SBATCH --requeue
#SBATCH --open-mode=append
# One shard of a dataset; 'submit' submits it. Give it the cores of a node by SBATCH_… or more #SBATCH lines: it uses all it is given.
# A task whose node fails is queued again by Slurm. A task that fails itself is not: look at its log, then run 'submit' again.
set -euo pipefail
shards=$1 folder=$2 output=$3 command=$4
shift 4

# The cache is a database, which is not for shared folders. On a local disk, it lets a task that runs again go on where it was.
export XDG_CACHE_HOME="${DATASTAMP_LOCAL:-${TMPDIR:-/tmp}}/datastamp-$(id -u)"

# Not 'auto': of an array of which only some tasks run again, Slurm no longer says of how many it was.
exec "${DATASTAMP:-datastamp}" "$command" "$folder" "$@" --jobs "${SLURM_CPUS_ON_NODE:-1}" --shard "auto/$shards" --part "$output/parts/" --resume
