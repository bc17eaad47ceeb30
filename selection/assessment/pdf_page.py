"""One page of a PDF as a PNG image; run as a program of its own, with little memory and time.

A file from a stranger is drawn outside the web process: what makes the drawing fail harms nothing else.
``python pdf_page.py PAGE < file.pdf > page.png``; exit 3 where there is no such page.
"""

import contextlib
import resource
import sys

import pypdfium2

WIDTH = 1100  # pixels: a page is readable at the width of half a screen
MEMORY = 1024 * 1024 * 1024
SECONDS = 10
NO_SUCH_PAGE = 3


def main(page: int) -> int:
    """Draw page ``page`` (counted from 1) of the PDF on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of the address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    if not 1 <= page <= len(document):
        return NO_SUCH_PAGE
    drawn = document[page - 1]
    drawn.render(scale=WIDTH / drawn.get_width()).to_pil().save(sys.stdout.buffer, "PNG")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
