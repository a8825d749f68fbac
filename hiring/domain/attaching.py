"""What may be kept with a person as a file: texts they sent, and no pictures of them."""

from __future__ import annotations

from hiring.errors import Problem, RefusedError, UsageError

MOST_BYTES = 20_000_000
LONGEST_NAME = 200  # characters
_NO_SIGNS = '/\\:*?"<>|'
_PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "tif", "tiff", "svg")
_BEGINS = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "rtf": (b"{\\rtf",),
    "txt": (),
    "md": (),
}


def check_name(name: str) -> str:
    """Read the name a file is kept under; UsageError for one that could not be written again."""
    cleaned = name.strip()
    if not cleaned or cleaned.startswith(".") or len(cleaned) > LONGEST_NAME:
        raise UsageError(
            Problem("that is no name for a file", fix=f"--name cv.pdf, up to {LONGEST_NAME} signs")
        )
    if any(sign in _NO_SIGNS or not sign.isprintable() for sign in cleaned):
        raise UsageError(
            Problem("the name has a sign that files cannot have", fix="name it: --name cv.pdf")
        )
    return cleaned


def check_content(name: str, content: bytes) -> None:
    """Hold a file to what may be kept; RefusedError with the reason."""
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    kinds = ", ".join(_BEGINS)
    if kind in _PICTURES:
        raise RefusedError(
            Problem("pictures of people are not kept: nobody is chosen by a face", where=name)
        )
    if kind not in _BEGINS:
        raise RefusedError(Problem("files of this kind are not kept", where=name, fix=kinds))
    if not content:
        raise RefusedError(Problem("the file is empty", where=name, fix="ask for it again"))
    if len(content) > MOST_BYTES:
        raise RefusedError(
            Problem(
                f"it has more than {MOST_BYTES // 1_000_000} MB",
                where=name,
                fix="ask for a smaller one",
            )
        )
    begins = _BEGINS[kind]
    right = content.startswith(begins) if begins else b"\0" not in content
    if not right:
        raise RefusedError(
            Problem(f"what is in it is no {kind}", where=name, fix="name it by what it is")
        )
