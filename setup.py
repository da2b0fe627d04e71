"""Which files make the package; everything else stands in pyproject.toml.

The trained models stand at the top of the repository and go into the package as ``cxzy_nlp/models``, which
``pyproject.toml`` alone cannot say beside a search for packages.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["cxzy_nlp*"]), "cxzy_nlp.models"],
    package_dir={"cxzy_nlp.models": "models"},
    package_data={"cxzy_nlp": ["py.typed", "knowledge/data/*.toml"], "cxzy_nlp.models": ["*/*", "*.md"]},
)
