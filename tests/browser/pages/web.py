"""The built site on a real web server, as a good host has it: compressed with brotli, by HTTP/2 over TLS."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli  # type: ignore[import-untyped]

_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest", ".txt"}
_MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
_CONFIGURATION = """
load_module {module};
daemon off;
{user}
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  brotli_static on;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {work}/certificate.pem;
    ssl_certificate_key {work}/key.pem;
    root {root};
    error_page 404 /404.html;
    location /theme/ {{ add_header Cache-Control "public, max-age=31536000, immutable"; }}
  }}
}}
"""


def compressed(site: Path, folder: Path) -> Path:
    """Return a copy of the site in the folder with a brotli twin of each text file."""
    copy = Path(shutil.copytree(site, folder / "site"))
    for path in sorted(copy.rglob("*")):
        if path.suffix in _COMPRESSED:
            path.with_name(f"{path.name}.br").write_bytes(brotli.compress(path.read_bytes()))
    return copy


@contextmanager
def served(site: Path, work: Path) -> Iterator[str]:
    """Serve a copy of the site with nginx, and yield its address without a slash at the end."""
    root = compressed(site, work)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _certify(work)
    settings = work / "nginx.conf"
    # Started by root, nginx would read as somebody else, who may not look into the folders of tests.
    user = "user root;" if os.getuid() == 0 else ""
    text = _CONFIGURATION.format(module=_MODULE, user=user, work=work, root=root, port=port)
    settings.write_text(text, encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(settings)], stderr=subprocess.PIPE)
    try:
        _wait(port, process)
        yield f"https://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate()


def _certify(work: Path) -> None:
    """Write a key and a certificate of our own for one day, which the browsers of these tests are told to take."""
    request = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1")
    files = ("-keyout", str(work / "key.pem"), "-out", str(work / "certificate.pem"))
    subprocess.run(["openssl", *request, *files], check=True, capture_output=True)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.terminate()
    raise RuntimeError(f"nginx did not start: {process.communicate()[1].decode()}")
