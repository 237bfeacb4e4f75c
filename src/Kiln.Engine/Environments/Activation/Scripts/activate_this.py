"""Makes this virtual environment the one in use in a Python that runs already: runpy.run_path("path/to/activate_this.py")."""
import os
import site
import sys

folder = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(folder)

os.environ["PATH"] = os.pathsep.join([folder] + os.environ.get("PATH", "").split(os.pathsep))
os.environ["VIRTUAL_ENV"] = root
os.environ["VIRTUAL_ENV_PROMPT"] = @PROMPT@

# The environment's packages go before the running Python's own.
known = len(sys.path)
for packages in @SITE_PACKAGES@:
    site.addsitedir(os.path.realpath(os.path.join(folder, packages)))
sys.path[:] = sys.path[known:] + sys.path[:known]

sys.real_prefix = sys.prefix
sys.prefix = root
