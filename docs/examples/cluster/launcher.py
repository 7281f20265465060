"""Runs a training step that TypeScript has written, on all devices of all processes.

    python launcher.py FOLDER --steps 50 --processes 2 --process 0 --devices 2 --coordinator 127.0.0.1:9876

FOLDER has the step as StableHLO (step.mlir), its state (state.safetensors) and batches of examples (batches.safetensors). XLA divides the
work: the examples of each batch are spread over the devices and, with --shard weights, the rows of the weights as well. Process 0 writes
the state to checkpoint.safetensors every few steps. If that file exists, training continues from it.
"""

import argparse
import json
import os
from pathlib import Path

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=Path)
arguments.add_argument("--steps", type=int, default=50)
arguments.add_argument("--every", type=int, default=10, help="the number of steps between checkpoints")
arguments.add_argument("--shard", choices=["batch", "weights"], default="batch")
arguments.add_argument("--coordinator", default="127.0.0.1:9876", help="the address of process 0")
arguments.add_argument("--processes", type=int, default=1)
arguments.add_argument("--process", type=int, default=0)
arguments.add_argument("--devices", type=int, help="CPU devices of this process; by default, the GPUs or TPUs that it has")
options = arguments.parse_args()
if options.devices:
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["XLA_FLAGS"] = f"--xla_force_host_platform_device_count={options.devices}"

import jax
import numpy
from jax.experimental import multihost_utils
from jax.sharding import NamedSharding, PartitionSpec
from safetensors import safe_open
from safetensors.numpy import save
from stablehlo import function_of


def read(file):
    """The tensors of a safetensors file, and its metadata."""
    with safe_open(file, "numpy") as opened:
        return {name: opened.get_tensor(name) for name in opened.keys()}, opened.metadata() or {}


if options.processes > 1:
    jax.config.update("jax_cpu_collectives_implementation", "gloo")
    jax.distributed.initialize(options.coordinator, options.processes, options.process)
mesh = jax.make_mesh((jax.device_count(),), ("devices",))
replicated = NamedSharding(mesh, PartitionSpec())
rows = NamedSharding(mesh, PartitionSpec("devices"))


def placed(array, sharding):
    """An array over the devices of all processes. Each process has the whole array, and keeps its part."""
    return jax.make_array_from_callback(array.shape, sharding, lambda part: array[part])


def sharding_of(array):
    divides = array.ndim > 0 and array.shape[0] % jax.device_count() == 0
    return rows if options.shard == "weights" and divides else replicated


checkpoint = options.folder / "checkpoint.safetensors"
_, metadata = read(options.folder / "state.safetensors")
arrays, progress = read(checkpoint if checkpoint.exists() else options.folder / "state.safetensors")
names = json.loads(metadata["order"])  # the order of the step's arguments
batches, _ = read(options.folder / "batches.safetensors")

shardings = [sharding_of(arrays[name]) for name in names]
state = [placed(arrays[name], sharding) for name, sharding in zip(names, shardings)]
step = jax.jit(
    function_of((options.folder / "step.mlir").read_text()),
    in_shardings=(*shardings, rows, rows),
    out_shardings=(*shardings, replicated),
)
for number in range(int(progress.get("steps", 0)), options.steps):
    batch = number % len(batches["inputs"])
    examples = [placed(batches[name][batch], rows) for name in ("inputs", "targets")]
    *state, loss = step(*state, *examples)  # the results are the new state, in the order of the old one, and the loss
    if options.process == 0:
        print(json.dumps({"step": number, "loss": float(loss)}), flush=True)
    if (number + 1) % options.every == 0 or number + 1 == options.steps:
        whole = [multihost_utils.process_allgather(array, tiled=True) for array in state]
        if options.process == 0:
            kept = {name: numpy.asarray(array) for name, array in zip(names, whole)}
            unfinished = checkpoint.with_suffix(".unfinished")
            unfinished.write_bytes(save(kept, {"steps": str(number + 1)}))
            unfinished.replace(checkpoint)  # at once, so that there is always a whole file
