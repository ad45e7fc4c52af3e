"""Settings of the documentation site: sphinx-build -W --keep-going -b html docs docs/_build/html."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

import spinscore

project = "spinscore"
author = "The spinscore developers"
copyright = author
version = release = spinscore.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "spinscore_docs"]
exclude_patterns = ["_build", "_ext", "README.md", "**.ipynb_checkpoints"]
nitpicky = True
# Types of other libraries, and of spinscore where they are not public, have no page here.
nitpick_ignore_regex = [
    ("py:class", r"(collections\.abc|pathlib|types|numpy|np|pandas|re|t|typing)\..*"),
    ("py:class", r"spinscore\.\w+\..*|Example"),
]

smartquotes = False  # quotes in options and code are meant as they are
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # spinscore_docs runs the notebooks, in their own folder

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "spinscore"
html_static_path = ["_static"]
html_css_files = ["site.css"]
templates_path = ["_templates"]
html_copy_source = False
html_show_sphinx = False
pygments_style = "tango"
pygments_dark_style = "github-dark"
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#7a3e00",
        "color-brand-content": "#7a3e00",
        "color-brand-visited": "#7a3e00",
    },
    "dark_css_variables": {
        "color-brand-primary": "#f0b36a",
        "color-brand-content": "#f0b36a",
        "color-brand-visited": "#f0b36a",
    },
}
