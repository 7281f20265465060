"""Compiles a program whose inputs are divided among devices, and runs it: python sharded.py < case.json"""

import json
import os
import sys

import numpy

case = json.load(sys.stdin)
count = int(numpy.prod(list(case["mesh"].values())))
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = f"--xla_force_host_platform_device_count={count}"

import jax
from jax._src.interpreters import mlir
from jax._src.lib import xla_client
from jax._src.lib.mlir import ir
from jax._src.sharding_impls import GSPMDSharding
from jax.sharding import NamedSharding, PartitionSpec

devices = jax.devices()
mesh = jax.make_mesh(tuple(case["mesh"].values()), tuple(case["mesh"].keys()))
options = xla_client.CompileOptions()
options.num_partitions = count
build = options.executable_build_options
build.num_partitions = count
build.use_spmd_partitioning = True
build.use_shardy_partitioner = True
build.device_assignment = xla_client.DeviceAssignment.create(numpy.arange(count).reshape(1, count))
with mlir.make_ir_context():
    executable = devices[0].client.compile_and_load(ir.Module.parse(case["text"]), xla_client.DeviceList(tuple(devices)), options)

arrays = [numpy.asarray(data, "<f4").reshape(shape) for data, shape in case["inputs"]]
shardings = [GSPMDSharding(devices, sharding) for sharding in executable.get_parameter_shardings()]
for sharding, array, axes in zip(shardings, arrays, case["axes"]):
    assert axes is None or sharding.is_equivalent_to(NamedSharding(mesh, PartitionSpec(*axes)), array.ndim), f"{sharding} isn't {axes}"
placed = [
    jax.make_array_from_callback(array.shape, sharding, lambda part, array=array: array[part])
    for array, sharding in zip(arrays, shardings)
]
parts = executable.execute_sharded(placed).disassemble_into_single_device_arrays()
outputs = [
    jax.make_array_from_single_device_arrays(tuple(shape), GSPMDSharding(devices, sharding), shards)
    for shape, sharding, shards in zip(case["outputs"], executable.get_output_shardings(), parts)
]
json.dump([numpy.asarray(output).ravel().tolist() for output in outputs], sys.stdout)
