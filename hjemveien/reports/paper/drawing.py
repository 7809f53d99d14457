"""Places a drawing on the page as a figure with a text for those who do not see it."""

from collections.abc import Callable, Sequence

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, Shape, String

from hjemveien.reports.paper.file import literal
from hjemveien.reports.paper.flow import Flow
from hjemveien.reports.paper.page import rounded, show
from hjemveien.reports.paper.style import Ink, Rgb
from hjemveien.reports.paper.words import plain, set_lines


def place(flow: Flow, drawing: Drawing, says: str) -> None:
    flow.ensure(drawing.height + 10)
    left, base = flow.left, flow.y - drawing.height
    box = f"{left:.1f} {base:.1f} {left + drawing.width:.1f} {flow.y:.1f}"
    attributes = f"/Alt{literal(plain(says))}/A<</O/Layout/Placement/Block/BBox[{box}]>>"
    tag = flow.tree.document.child("Figure", attributes)
    mark = tag.piece(flow.page)
    inside = "\n".join(_ink(flow, shape) for shape in drawing.contents)
    flow.page.ink.append(
        f"/Figure<</MCID {mark}>>BDC q 1 0 0 1 {left:.2f} {base:.2f} cm\n{inside}\nQ EMC"
    )
    tag.close()
    flow.y = base - 10


def _ink(flow: Flow, shape: Shape) -> str:
    """Raises KeyError for a shape that charts here do not use."""
    return _DRAWN[type(shape)](flow, shape)


def _rect(_flow: Flow, shape: Rect) -> str:
    corner = f"{shape.x:.2f} {shape.y:.2f} {shape.width:.2f} {shape.height:.2f}"
    return f"{_rgb(shape.fillColor).fill} {corner} re f"


def _line(_flow: Flow, shape: Line) -> str:
    return _path(shape, [(shape.x1, shape.y1), (shape.x2, shape.y2)])


def _poly_line(_flow: Flow, shape: PolyLine) -> str:
    flat = shape.points
    return "1 j 1 J " + _path(shape, list(zip(flat[::2], flat[1::2], strict=True)))


def _path(shape: Line | PolyLine, points: Sequence[tuple[float, float]]) -> str:
    (x, y), *rest = points
    steps = " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest)
    pen = f"{_rgb(shape.strokeColor).stroke} {shape.strokeWidth:.2f} w"
    return f"{pen} {x:.2f} {y:.2f} m {steps} S"


def _dot(_flow: Flow, shape: Circle) -> str:
    corner = shape.cx - shape.r, shape.cy - shape.r
    return f"{_rgb(shape.fillColor).fill} {rounded(*corner, 2 * shape.r, 2 * shape.r, shape.r)} f"


def _words(flow: Flow, shape: String) -> str:
    ink = Ink(shape.fontName, shape.fontSize, _rgb(shape.fillColor))
    typeface = flow.typeface(ink)
    (line, *_rest) = set_lines(shape.text, typeface.face, float("inf"))
    width = typeface.face.width(line.shown) * ink.size / 1000
    shift = {"start": 0.0, "middle": width / 2, "end": width}[shape.textAnchor]
    return f"BT {flow.chosen(ink)} {show(shape.x - shift, shape.y, typeface, line)} ET"


def _rgb(colour: object) -> Rgb:
    return Rgb(str(getattr(colour, "hexval")())[2:])  # noqa: B009


_DRAWN: dict[type[Shape], Callable[..., str]] = {
    Rect: _rect,
    Line: _line,
    PolyLine: _poly_line,
    Circle: _dot,
    String: _words,
}
