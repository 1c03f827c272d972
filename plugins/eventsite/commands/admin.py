"""The command `./inv admin.vendor`: the web editors' files from the packages of their authors."""

from invoke import Collection, Context, task

from . import ROOT, told

FOLDER = ROOT / "theme" / "admin"


@task
def vendor(context: Context) -> None:
    """Write the web editors' files anew from the packages that theme/admin/vendored.toml names."""
    import httpx

    def fetch(address: str) -> bytes:
        answer = httpx.get(address, follow_redirects=True, timeout=60)
        answer.raise_for_status()
        return answer.content

    with told():
        from ..editing.vendor import renew

        for name in renew(FOLDER, fetch):
            print(f"theme/admin/{name}")


namespace = Collection("admin", vendor)
