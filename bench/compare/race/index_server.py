"""The recorded index, served on the loopback interface by its own program or by nginx, with a log of what was asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError


@dataclass(frozen=True)
class Traffic:
    """What one run asked for."""

    pages: int
    metadata: int
    sent: int

    def __add__(self, other: Traffic) -> Traffic:
        return Traffic(self.pages + other.pages, self.metadata + other.metadata, self.sent + other.sent)


class IndexServer:
    """A server with a log; what is common to both."""

    def __enter__(self) -> IndexServer:
        self.folder = tempfile.TemporaryDirectory(prefix="kiln-index-", dir=self.parent)
        self.log = Path(self.folder.name) / "log"
        self.url = self.start()
        self.read = 0
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def traffic(self) -> Traffic:
        """What was asked since the last call."""
        lines = self.log.read_text().splitlines()
        new, self.read = [line.split() for line in lines[self.read:]], len(lines)
        pages = sum(path.startswith("/simple/") for _, path, _, _ in new)
        return Traffic(pages, len(new) - pages, sum(int(sent) for _, _, _, sent in new))


class OwnServer(IndexServer):
    """`serve.py` of the shared folder's index, which answers each question after so many milliseconds."""

    def __init__(self, index: Path, latency: int) -> None:
        self.index, self.latency, self.parent = index, latency, None
        self.title = f"serve.py, {latency} ms to each answer"

    def start(self) -> str:
        words = [sys.executable, str(self.index / "serve.py"), "--latency", str(self.latency), "--log", str(self.log)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        url = self.process.stdout.readline().strip()
        if not url:
            raise RaceError(f"`{' '.join(words)}` does not serve")
        return url

    def __exit__(self, *_: object) -> None:
        super().__exit__(*_)
        self.process.stdout.close()


class NginxServer(IndexServer):
    """nginx, which takes next to no time of the machine, over the index as files: 40,000 of them, on the tmpfs."""

    CONFIGURATION = """
        USER daemon off; worker_processes 1; pid FOLDER/pid; error_log FOLDER/errors;
        events { worker_connections 1024; }
        http {
            log_format asked '$request_method $request_uri $status $body_bytes_sent';
            access_log FOLDER/log asked;
            client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi; uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
            etag off; if_modified_since off; keepalive_requests 100000; tcp_nodelay on; sendfile on;
            server {
                listen 127.0.0.1:PORT; root FOLDER/root;
                location /simple/ { default_type application/vnd.pypi.simple.v1+json; types { } add_header Cache-Control max-age=600; index page.json; }
                location ~ "^/files/([^/]+)/([^-/]+-[^-/]+)-.*[.]whl[.]metadata$" { default_type text/plain; types { } try_files $uri /files/$1/$2 =404; }
            }
        }
        """

    def __init__(self, index: Path, parent: Path) -> None:
        self.index, self.parent = index, parent
        self.title = "nginx"

    def start(self) -> str:
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
        if program is None:
            raise RaceError("there is no nginx; leave it out with --servers 0,20")
        folder, port = Path(self.folder.name), free_port()
        self.unpack(folder / "root")
        configuration = folder / "configuration"
        configuration.write_text(self.CONFIGURATION.replace("FOLDER", str(folder)).replace("PORT", str(port)).replace("USER", "user root;" if os.getuid() == 0 else ""))
        self.process = subprocess.Popen([program, "-c", str(configuration), "-e", str(folder / "errors")])
        for _ in range(100):
            time.sleep(0.05)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}/simple/"
        raise RaceError("nginx does not serve: " + (folder / "errors").read_text()[-500:])

    def unpack(self, root: Path) -> None:
        """One wheel's metadata answers for the others of its version, as in serve.py."""
        with zipfile.ZipFile(self.index / "snapshot.zip") as archive:
            for name in archive.namelist():
                if name.startswith("simple/"):
                    places = [root / name.removesuffix(".json") / "page.json"]
                else:
                    places = [root / name, root / name.rsplit("/", 1)[0] / "-".join(name.rsplit("/", 1)[1].split("-")[:2])]
                places[0].parent.mkdir(parents=True, exist_ok=True)
                places[0].write_bytes(archive.read(name))
                for link in places[1:]:
                    if not link.exists():
                        link.hardlink_to(places[0])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
