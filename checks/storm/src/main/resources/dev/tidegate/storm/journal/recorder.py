# A disk in memory for nbdkit that writes down, in order, what it is told to write and when it is told to flush.
#   nbdkit python recorder.py base=IMAGE log=FILE
# The log has, for each event: W or F, nanoseconds of the machine's monotonic clock, offset, length (big-endian), bytes.
import io
import struct
import time

import nbdkit

API_VERSION = 2

disk = bytearray()
log = None


def config(key, value):
    global disk, log
    if key == "base":
        with io.open(value, "rb") as image:
            disk = bytearray(image.read())
    elif key == "log":
        log = io.open(value, "wb", buffering=0)
    else:
        raise RuntimeError("no parameter " + key)


def thread_model():
    return nbdkit.THREAD_MODEL_SERIALIZE_ALL_REQUESTS


def open(readonly):
    return 1


def get_size(handle):
    return len(disk)


def can_flush(handle):
    return True


def can_fua(handle):
    return nbdkit.FUA_EMULATE


def pread(handle, into, offset, flags):
    into[:] = disk[offset:offset + len(into)]


def pwrite(handle, data, offset, flags):
    disk[offset:offset + len(data)] = data
    log.write(struct.pack(">cqqi", b"W", time.monotonic_ns(), offset, len(data)) + bytes(data))


def flush(handle, flags):
    log.write(struct.pack(">cqqi", b"F", time.monotonic_ns(), 0, 0))
