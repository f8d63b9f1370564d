"""A folder of buckets into two servers on free ports of this machine, which speak like S3 and Google Cloud Storage: prints both ports, ends with stdin."""

from __future__ import annotations

import logging
import socket
import sys

from gcp_storage_emulator.server import create_server
from moto.server import ThreadedMotoServer


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main() -> None:
    logging.disable()
    gs_port = free_port()
    s3 = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    s3.start()
    gs = create_server("127.0.0.1", gs_port, in_memory=True, default_bucket="bucket")
    gs.start()
    print(s3.get_host_and_port()[1], gs_port, flush=True)
    sys.stdin.read()
    gs.stop()
    s3.stop()


if __name__ == "__main__":
    main()
