"""A second address on the loopback interface: Slurm looks its own host up, and the C library finds none where 127.0.0.1 is the only one."""
import fcntl
import pathlib
import re
import socket
import struct

ADDRESS, NAME = "10.255.0.1", b"lo:cellcast"
SET_ADDRESS, SET_MASK, SET_FLAGS = 0x8916, 0x891C, 0x8914  # SIOCSIFADDR, SIOCSIFNETMASK, SIOCSIFFLAGS of linux/sockios.h


def addresses():
    """Of this machine, version 4."""
    table = pathlib.Path("/proc/net/fib_trie").read_text(encoding="ascii")
    return set(re.findall(r"(\d+\.\d+\.\d+\.\d+)\n\s*/32 host LOCAL", table))


def ask_kernel(request, argument):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, request, struct.pack("16s24s", NAME, argument))


def as_argument(address):
    return struct.pack("=HH4s", socket.AF_INET, 0, socket.inet_aton(address))


def add_address():
    """Adds one where it is needed; whether it was. Throws OSError where that is not allowed."""
    if any(not address.startswith("127.") for address in addresses()):
        return False
    ask_kernel(SET_ADDRESS, as_argument(ADDRESS))
    ask_kernel(SET_MASK, as_argument("255.255.255.255"))
    return True


def remove_address():
    ask_kernel(SET_FLAGS, struct.pack("=H", 0))
