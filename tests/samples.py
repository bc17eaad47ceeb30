"""Files as people send them, and as attackers do; made here, so that everybody sees what is in them."""

import io
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image


def pdf(pages: int = 1, change=None, **save) -> bytes:
    """A PDF of blank pages; ``change(pdf)`` puts more into it."""
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page(page_size=(200, 200))
        if change:
            change(document)
        output = io.BytesIO()
        document.save(output, **save)
        return output.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **save) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "white").save(output, kind, **save)
    return output.getvalue()


def photograph_with_place() -> bytes:
    """A photograph turned by the camera, which also wrote down where it was."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Camera of the candidate"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(size=(60, 40), exif=exif)


def with_scripts(document: pikepdf.Pdf) -> None:
    """A script at opening, in the names, on a page and in a field; a program to start; a file in the file."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    document.Root.OpenAction = script
    document.Root.AA = Dictionary(WC=script)
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("x"), document.make_indirect(script)])),
    )
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b"<xdp/>"))
    page = document.pages[0]
    page.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    page.Annots = Array(
        [
            document.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=Dictionary(S=Name.GoToR, F=String("//host/share")),
                )
            ),
            Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9]),
        ]
    )
    document.attachments["payload.exe"] = b"MZ"


def with_link(document: pikepdf.Pdf) -> None:
    """An ordinary link, as many certificates have."""
    action = Dictionary(S=Name.URI, URI=String("https://www.osce.org/"))
    document.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)]
    )


def html_with_pdf_inside() -> bytes:
    return b"<html><script>alert(1)</script></html>\n" + pdf()


def pdf_with_html_behind() -> bytes:
    return pdf() + b"\n<html><script>alert(1)</script></html>"


def archive() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        file.writestr("readme.txt", "x")
    return output.getvalue()


def picture_bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 30,000 by 30,000 pixels."""
    small = picture("PNG", (1, 1))
    header = (30_000).to_bytes(4, "big") * 2 + small[24:29]
    check = zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    return small[:16] + header + check + small[33:]


def packed_many_times(block: bytes, times: int) -> bytes:
    """What zlib would make of the block that many times: packed once, in a piece that needs no other."""
    packer, check = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS), 1
    piece = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _time in range(times):
        check = zlib.adler32(block, check)
    return b"\x78\xda" + piece * times + packer.flush() + check.to_bytes(4, "big")


def pdf_bomb() -> bytes:
    """A PDF of two megabytes whose object stream unpacks to two gigabytes."""
    packed = packed_many_times(b"1 0 " + b" " * (1 << 20), 2000)
    stream = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        packed
    )
    head = b"%PDF-1.5\n"
    body = stream + packed + b"\nendstream\nendobj\n"
    table = (
        b"\x00" + (0).to_bytes(4, "big") + b"\x00"
        + b"\x02" + (2).to_bytes(4, "big") + b"\x00"
        + b"\x01" + len(head).to_bytes(4, "big") + b"\x00"
        + b"\x01" + len(head + body).to_bytes(4, "big") + b"\x00"
    )  # fmt: skip
    xref = (
        b"3 0 obj\n<< /Type /XRef /Size 4 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head + body)
    )
    return head + body + xref
