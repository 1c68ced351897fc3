"""bin/setup as a module, so that tests can ask what it fetches and from which files it knows what is done."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def setup_script() -> ModuleType:
    loader = SourceFileLoader("bin_setup", str(ROOT / "bin" / "setup"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module
