"""Reliability curves as an SVG picture: share that came true over confidence; on the diagonal a confidence means what
it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bench.accuracy.calibration import Bin, Question, Reliability

_SIZE, _LEFT, _TOP = 340, 60, 24
_BARS_TOP, _BARS_HEIGHT = _TOP + _SIZE + 52, 60
_STYLES: dict[Question, tuple[str, str]] = {
    "quotation and speaker": ("#1b5e9b", ""),
    "quotation": ("#a3186b", "7 4"),
    "speaker": ("#2e7d32", "2 4"),
}
"""Colour and dashes: the curves can be told apart without colour."""


def curve_svg(curves: Sequence[Reliability]) -> str:
    """The picture: curves above, and how many predictions each tenth of the first curve has below."""
    width, height = _LEFT + _SIZE + 250, _BARS_TOP + _BARS_HEIGHT + 16
    told = "; ".join(
        f"{curve.question}: expected calibration error {curve.expected_calibration_error:.3f} over {curve.n:,}"
        for curve in curves
    )
    frame = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    look = 'role="img" aria-labelledby="title told" font-family="sans-serif" font-size="12" fill="#222"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {frame} {look}>',
            f'<title id="title">Reliability of the confidences</title><desc id="told">{escape(told)}</desc>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *_axes(),
            *(element for i, curve in enumerate(curves) for element in _curve(curve, i)),
            *(_bars(curves[0]) if curves else []),
            "</svg>\n",
        ]
    )


def _x(share: float) -> float:
    return round(_LEFT + share * _SIZE, 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * _SIZE, 1)


def _axes() -> list[str]:
    lines = [f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="3 3"/>']
    for tenth in range(0, 11, 2):
        share = tenth / 10
        lines.append(f'<line x1="{_x(share)}" y1="{_y(0)}" x2="{_x(share)}" y2="{_y(1)}" stroke="#e4e4e4"/>')
        lines.append(f'<line x1="{_x(0)}" y1="{_y(share)}" x2="{_x(1)}" y2="{_y(share)}" stroke="#e4e4e4"/>')
        lines.append(f'<text x="{_x(share)}" y="{_y(0) + 18}" text-anchor="middle">{share:.1f}</text>')
        lines.append(f'<text x="{_x(0) - 8}" y="{_y(share) + 4}" text-anchor="end">{share:.1f}</text>')
    middle = _TOP + _SIZE / 2
    return [
        *lines,
        f'<rect x="{_x(0)}" y="{_y(1)}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#555"/>',
        f'<text x="{_x(0.5)}" y="{_y(0) + 38}" text-anchor="middle">confidence</text>',
        (
            f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">share that came '
            "true</text>"
        ),
    ]


def _curve(curve: Reliability, number: int) -> list[str]:
    colour, dashes = _STYLES[curve.question]
    points = " ".join(f"{_x(part.confidence)},{_y(part.right)}" for part in curve.bins)
    at, x = _TOP + 20 + number * 44, _x(1) + 20
    return [
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>',
        *(
            (
                f'<circle cx="{_x(part.confidence)}" cy="{_y(part.right)}" r="3.5" '
                f'fill="{colour}"><title>{_told(part)}</title></circle>'
            )
            for part in curve.bins
        ),
        (
            f'<line x1="{x}" y1="{at - 4}" x2="{x + 28}" y2="{at - 4}" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        ),
        f'<text x="{x + 36}" y="{at}">{escape(curve.question)}</text>',
        (
            f'<text x="{x + 36}" y="{at + 16}" fill="#555">error {curve.expected_calibration_error:.3f}, n '
            f"{curve.n:,}</text>"
        ),
    ]


def _bars(curve: Reliability) -> list[str]:
    most = max(part.n for part in curve.bins)
    bars = []
    for part in curve.bins:
        height = round(_BARS_HEIGHT * part.n / most, 1)
        x, y = _x(part.low) + 2, round(_BARS_TOP + _BARS_HEIGHT - height, 1)
        bars.append(
            f'<rect x="{x}" y="{y}" width="{_SIZE / 10 - 4}" height="{height}" '
            f'fill="#9db8d2"><title>{_told(part)}</title></rect>'
        )
    base = _BARS_TOP + _BARS_HEIGHT
    return [
        *bars,
        f'<line x1="{_x(0)}" y1="{base}" x2="{_x(1)}" y2="{base}" stroke="#555"/>',
        f'<text x="{_x(1) + 20}" y="{base - 4}" fill="#555">predictions, at most {most:,}</text>',
    ]


def _told(part: Bin) -> str:
    return (
        f"{part.low:.1f} to {part.high:.1f}: {part.n:,} predictions, confidence {part.confidence:.2f}, came true "
        f"{part.right:.2f}"
    )
