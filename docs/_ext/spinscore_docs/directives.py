"""Directives that put generated tables into pages written by hand."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from spinscore import cli
from spinscore_docs import rule_pages, tables


class Generated(SphinxDirective):
    """Markdown made at build time, parsed where the directive stands."""

    def markdown(self) -> str:
        """What to put there."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Called by docutils."""
        self.env.note_reread()
        return self.parse_text_to_nodes(self.markdown(), allow_section_headings=True)


class Features(Generated):
    """All features, by family."""

    def markdown(self) -> str:
        """Tables, one for each family."""
        return tables.features()


class Families(Generated):
    """The families of rules."""

    def markdown(self) -> str:
        """One table."""
        return rule_pages.families()


class CommandLine(Generated):
    """All commands, with their options."""

    def markdown(self) -> str:
        """A section for each command."""
        return tables.command_line(cli.parser())


class ReportSchema(Generated):
    """The JSON of a report."""

    def markdown(self) -> str:
        """A section for each kind of object."""
        return tables.report_schema()
