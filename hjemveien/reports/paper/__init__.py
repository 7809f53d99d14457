"""Paper: long tables and simple documents as tagged PDF, drawn fast and in little memory.

table_document(Path("list.pdf"), title=…, columns=(Column("Name", 2), …), rows=…, created=…)
write_document(Path("report.pdf"), Paper(title, created), (Title(…), Heading(…), …))
"""

from hjemveien.reports.paper.blocks import (
    Block,
    Facts,
    Figures,
    Heading,
    PageBreak,
    Paragraph,
    Title,
)
from hjemveien.reports.paper.columns import Column
from hjemveien.reports.paper.document import table_document, write_document
from hjemveien.reports.paper.figure import BarChart, Chart, LineChart, RankChart, Series
from hjemveien.reports.paper.flow import Cancelled, Paper
from hjemveien.reports.paper.letterhead import Letterhead
from hjemveien.reports.paper.table import Group, Row, Table

__all__ = [
    "BarChart",
    "Block",
    "Cancelled",
    "Chart",
    "Column",
    "Facts",
    "Figures",
    "Group",
    "Heading",
    "Letterhead",
    "LineChart",
    "PageBreak",
    "Paper",
    "Paragraph",
    "RankChart",
    "Row",
    "Series",
    "Table",
    "Title",
    "table_document",
    "write_document",
]
