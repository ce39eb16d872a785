"""Sessions of onnxruntime, all made the same way."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


_SLOWER = ["SkipLayerNormFusion"]
"""Fusions that cost more than they save: with this one a network takes 12 to 28 % more CPU time (onnxruntime 1.32)."""


def session_of(path: Path, *, fused: bool = True) -> InferenceSession:
    """A session of the network at ``path``, on one thread.

    Without ``fused`` it is faster and rounds otherwise: networks whose figures were set with the fusion keep it.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Buffers from onnxruntime's own arena: from the system's allocator they take 80 MiB more, and scatter. Without
    # memory patterns, which add a block for each new length of window.
    options.enable_cpu_mem_arena = True
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    _shared_arena()
    options.add_session_config_entry("session.use_env_allocators", "1")
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=None if fused else _SLOWER
    )


@cache
def _shared_arena() -> None:
    """One arena for all sessions of the process: they never run at the same time."""
    import onnxruntime

    where = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    onnxruntime.create_and_register_allocator(where, None)
