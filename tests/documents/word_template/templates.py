"""Word templates as companies make them, harmless and not, built from the parts of a package."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.shared import RGBColor

from hiring.documents.job_description.word import write_sample

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00"
    b"\x00\x00\x00IEND\xaeB`\x82"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def unzip(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def a_company_template() -> bytes:
    """Make a template in python-docx's own design, with a logo, a footer and green headings."""
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x1B, 0x5E, 0x20)
    section = document.sections[0]
    section.header.paragraphs[0].add_run("Example Bakeries").add_picture(io.BytesIO(PIXEL))
    section.footer.paragraphs[0].text = "A footer of our own"
    document.add_heading("An example that is left out", 1)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_footer(inside: str, *links: str) -> bytes:
    """Put something into the footer of the sample, with what its links lead to."""
    parts = unzip(write_sample())
    parts["word/footer.xml"] = f"<w:ftr {SPACES}>{inside}</w:ftr>".encode()
    parts["word/_rels/footer.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(links)}</Relationships>"
    ).encode()
    return zipped(parts)


def outside(number: str, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
    )


def without_style(raw: bytes, *names: str) -> bytes:
    """Take styles out of a template by name."""
    document = Document(io.BytesIO(raw))
    for name in names:
        document.styles[name].delete()
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
