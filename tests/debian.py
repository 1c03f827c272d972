"""Debian's packages for programs and libraries that tests need."""

import os
import shutil
import subprocess


def install(*packages: str) -> bool:
    """Install the packages if this is root on a system with apt-get; return whether that was tried."""
    if not packages or not hasattr(os, "geteuid") or os.geteuid() or not shutil.which("apt-get"):
        return False
    # At run level 1 packages start no service.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL, env=environment)
    return True
